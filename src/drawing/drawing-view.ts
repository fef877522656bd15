import { axisRow, differenceFrame, stretchWidths } from './axis-view.ts';
import type { Drawing } from './drawing.ts';
import { layerRow } from './layer-row.ts';
import { type Content, element, type Markup } from './markup.ts';
import { offsetText } from './offset-text.ts';
import { differenceRow, sideRow } from './side-rows.ts';

/** The chain layer by layer, and below it the extents of each side, on one axis. */
export function drawingView(drawing: Drawing, number: number): Markup {
  const { axis, layers, sides, at } = drawing;
  const rows: Content[] = [
    axisRow(drawing),
    ...layers.map((layer, index) => layerRow(drawing, layer, index + 1)),
  ];
  const below = layers.length + 1;
  const [left, right] = sides;
  if (left !== undefined) rows.push(sideRow(drawing, left, below));
  if (left !== undefined && right !== undefined)
    rows.push(differenceRow(drawing, left, right, below + 1), sideRow(drawing, right, below + 2));
  const explanation = explanationAtDifference(drawing);
  const longest = Math.max(
    explanation.length,
    ...layers.flatMap(({ cells }) => cells.map(cell => cell.explanation.length)),
  );
  return element(
    'div',
    { class: 'drawing', style: `--lines:${Math.min(Math.max(longest, 8), 14)}` },
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': `drawing of finding ${number}` },
      element(
        'div',
        {
          class: 'grid',
          style: `grid-template-columns:max-content ${stretchWidths(drawing).join(' ')};max-width:${14 + 14 * axis.borders.length}rem`,
        },
        differenceFrame(drawing, below + (right === undefined ? 1 : 3)),
        ...rows,
      ),
    ),
    axis.cutLeft + axis.cutRight > 0
      ? element(
          'p',
          { class: 'quiet' },
          `${axis.cutLeft} stretches to the left and ${axis.cutRight} to the right are left out.`,
        )
      : undefined,
    element(
      'div',
      { class: 'explanation' },
      element(
        'b',
        {},
        at === undefined ? 'The difference has no guest offset.' : `At guest offset ${offsetText(at)}`,
      ),
      element('div', { class: 'lines' }, explanation.join('\n')),
      element(
        'span',
        { class: 'quiet' },
        'Point at a cell or a bar, or reach it with Tab, for its table entries and its fields.',
      ),
    ),
  );
}

/** The explanations of the layers from the top down to the one that decides at the first difference. */
function explanationAtDifference({ at, axis, deciding, layers }: Drawing): string[] {
  if (at === undefined) return [];
  const decides = deciding[axis.borders.indexOf(at)];
  return layers
    .filter(({ depth }) => decides === undefined || depth <= decides)
    .flatMap(({ cells }) => cells.find(({ start, end }) => start <= at && at < end)?.explanation ?? []);
}

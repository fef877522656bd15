import type { Drawing } from './drawing.ts';
import { gridView } from './grid-view.ts';
import { element, type Markup } from './markup.ts';
import { offsetText } from './offset-text.ts';

/** The drawing of a finding, and below it the explanation of its first difference. */
export function drawingView(drawing: Drawing, number: number): Markup {
  const { axis, layers, at } = drawing;
  const explanation = explanationAtDifference(drawing);
  const longest = Math.max(
    explanation.length,
    ...layers.flatMap(({ cells }) => cells.map(cell => cell.explanation.length)),
  );
  return element(
    'div',
    { class: 'drawing', style: `--lines:${Math.min(Math.max(longest, 8), 14)}` },
    gridView(drawing, `drawing of finding ${number}`),
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

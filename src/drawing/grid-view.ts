import { axisRow, differenceFrame, stretchWidths } from './axis-view.ts';
import type { Drawing } from './drawing.ts';
import { layerRow } from './layer-row.ts';
import { type Content, element, type Markup } from './markup.ts';
import { differenceRow, sideRow } from './side-rows.ts';

/**
 * The chain layer by layer, and below it the extents of each side, on one axis. Between two sides is marked where they differ.
 *
 * @param name what it shows, for readers that are read to
 */
export function gridView(drawing: Drawing, name: string): Markup {
  const { axis, layers, sides } = drawing;
  const below = layers.length + 1;
  const rows = sides.flatMap((side, index) => [
    ...(index === 0 ? [] : [differenceRow(drawing, sides[index - 1]!, side, below + 2 * index - 1)]),
    sideRow(drawing, side, below + 2 * index),
  ]);
  const content: Content[] = [
    differenceFrame(drawing, below + Math.max(1, 2 * sides.length - 1)),
    axisRow(drawing),
    layers.map((layer, index) => layerRow(drawing, layer, index + 1)),
    rows,
  ];
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': name },
    element(
      'div',
      {
        class: 'grid',
        style: `grid-template-columns:max-content ${stretchWidths(drawing).join(' ')};max-width:${14 + 14 * axis.borders.length}rem`,
      },
      content,
    ),
  );
}

import { printByteSize } from '../../generators/recipe/byte-size.ts';
import { stretchesOf } from './axis.ts';
import type { Drawing, DrawnLayer } from './drawing.ts';
import { type Content, element, type Markup } from './markup.ts';
import { markupText } from './markup-text.ts';
import { barText } from './side-rows.ts';

const columnWidth = 132;
const labelWidth = 190;
const rowHeight = 34;

/** The colours of cells, those of the style sheet in the light. */
const fills: Readonly<Record<string, string>> = {
  data: '#9ec5f4',
  'data-hole': '#cfe2fa',
  'zero-plain': '#dfe3e8',
  'zero-allocated': '#c6ccd4',
  compressed: '#cdb5f0',
  illegal: '#f2a59d',
};

/** A drawing as an SVG image: the layers from the top down, then what each side says, on one axis. */
export function drawingSvg(drawing: Drawing): string {
  const { axis, layers, sides } = drawing;
  const width = labelWidth + columnWidth * (axis.borders.length - 1) + 10;
  const height = rowHeight * (1 + layers.length + sides.length) + 10;
  const image = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'ui-monospace, Menlo, Consolas, monospace',
      'font-size': 12,
    },
    element('rect', { width, height, fill: '#ffffff' }),
    axis.borders.map((border, index) =>
      label(
        labelWidth + index * columnWidth,
        0,
        printByteSize(border),
        index === axis.borders.length - 1 ? 'end' : 'start',
      ),
    ),
    layers.map((layer, index) => layerShapes(drawing, layer, index + 1)),
    sides.map(({ name, extents }, index) => {
      const row = 1 + layers.length + index;
      return [
        label(0, row, name),
        extents.map(extent =>
          box(drawing, row, extent.start, extent.start + extent.length, barText(extent), '#f6f7f9'),
        ),
      ];
    }),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markupText(image)}\n`;
}

function layerShapes(drawing: Drawing, { depth, name, head, cells }: DrawnLayer, row: number): Content {
  return [
    element('g', {}, element('title', {}, `${name} ${head}`), label(0, row, `${depth}: ${name}`)),
    cells.map(({ start, end, state, letter, count }) =>
      box(drawing, row, start, end, count > 1 ? `${letter}×${count}` : letter, fills[state] ?? '#ffffff'),
    ),
  ];
}

/** A box with a text, over the stretches of its bytes. */
function box(
  { axis }: Drawing,
  row: number,
  start: bigint,
  end: bigint,
  text: string,
  fill: string,
): Markup | undefined {
  const { from, to } = stretchesOf(axis, start, end);
  if (from === to) return undefined;
  const [x, width] = [labelWidth + from * columnWidth, (to - from) * columnWidth];
  const most = Math.floor((width - 12) / 7.3);
  return element(
    'g',
    {},
    element('title', {}, `${text}, ${start} to ${end}`),
    element('rect', { x, y: row * rowHeight + 3, width, height: rowHeight - 6, fill, stroke: '#5a6472' }),
    label(x + 6, row, text.length > most ? `${text.slice(0, Math.max(0, most - 1))}…` : text),
  );
}

function label(x: number, row: number, text: string, anchor: 'start' | 'end' = 'start'): Markup {
  const attributes = { x: anchor === 'end' ? x : x + 2, y: row * rowHeight + 21, fill: '#1c2128' };
  return element('text', anchor === 'end' ? { ...attributes, 'text-anchor': anchor } : attributes, text);
}

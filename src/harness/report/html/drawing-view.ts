import { printByteSize } from '../../../../generators/recipe/byte-size.ts';
import { type Content, element, type Markup } from '../markup.ts';
import { stretchesOf } from './axis.ts';
import type { Drawing, DrawnCell, DrawnLayer } from './drawing.ts';
import { differenceRow, sideRow } from './sides-view.ts';

/** The grid's first column holds the labels of rows; stretches follow. */
const firstStretch = 2;

/** Where an element stands in the grid of a drawing: rows and stretches count from 0. */
export function gridArea(row: number, from: number, to: number): string {
  return `grid-area:${row + 1}/${from + firstStretch}/${row + 2}/${to + firstStretch}`;
}

/** The chain layer by layer, and what each side said below it, on one axis. */
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
  const behind = wordsAtPlace(drawing);
  const longest = Math.max(
    behind.length,
    ...layers.flatMap(({ cells }) => cells.map(({ words }) => words.length)),
  );
  return element(
    'div',
    { class: 'drawing', style: `--lines:${Math.min(Math.max(longest, 8), 14)}` },
    element(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': `finding ${number}, drawn` },
      element(
        'div',
        {
          class: 'grid',
          style: `grid-template-columns:max-content ${columnsOf(drawing).join(' ')};max-width:${14 + 14 * axis.borders.length}rem`,
        },
        placeMark(drawing, below + (right === undefined ? 1 : 3)),
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
      { class: 'behind' },
      element(
        'b',
        {},
        at === undefined ? 'The difference has no place.' : `Behind guest offset ${offsetText(at)}`,
      ),
      element('div', { class: 'words' }, behind.join('\n')),
      element(
        'span',
        { class: 'quiet' },
        'Point at a cell or a bar, or step there by Tab, to see what is behind it.',
      ),
    ),
  );
}

/** Wider where the stretch is longer, up to four times; never narrower than its label. */
function columnsOf({ axis: { borders }, at }: Drawing): string[] {
  const lengths = borders.slice(1).map((border, index) => Number(border - borders[index]!));
  const shortest = Math.min(...lengths);
  return lengths.map((length, index) => {
    const isLast = index === lengths.length - 1;
    const text = printByteSize(borders[index]!) + (isLast ? ` ${printByteSize(borders.at(-1)!)}` : '');
    const label = Math.max(borders[index] === at ? 5.5 : 2.4, 0.5 * text.length + 0.4);
    return `minmax(${label.toFixed(1)}rem,${Math.min(4, length / shortest).toFixed(2)}fr)`;
  });
}

function axisRow({ axis: { borders } }: Drawing): Content {
  return [
    element('div', { class: 'label quiet', style: 'grid-area:1/1' }, 'guest offset'),
    borders
      .slice(0, -1)
      .map((border, index) =>
        element(
          'div',
          { class: 'tick', style: gridArea(0, index, index + 1), title: `${border} bytes` },
          printByteSize(border),
          index === borders.length - 2
            ? element('span', { class: 'end' }, printByteSize(borders.at(-1)!))
            : undefined,
        ),
      ),
  ];
}

/** A band over all rows at the stretch where the first difference is. */
function placeMark({ axis, at }: Drawing, rows: number): Content {
  if (at === undefined) return undefined;
  const index = Math.min(axis.borders.indexOf(at), axis.borders.length - 2);
  if (index < 0) return undefined;
  return element('div', {
    class: 'place',
    style: `grid-row:1/span ${rows};grid-column:${index + firstStretch}`,
  });
}

function layerRow(drawing: Drawing, layer: DrawnLayer, row: number): Content {
  const { depth, name, head, details, cells } = layer;
  return [
    element(
      'div',
      { class: 'label', style: `grid-area:${row + 1}/1` },
      element('span', { class: 'depth' }, `depth ${depth}`),
      ' ',
      element('b', {}, name),
      element('small', {}, head),
      ...details.map(detail => element('small', { class: 'detail' }, detail)),
    ),
    ...cells.map(cell => cellView(drawing, depth, cell, row)),
  ];
}

function cellView(drawing: Drawing, depth: number, cell: DrawnCell, row: number): Content {
  const { axis, at, deciding } = drawing;
  const { start, end, state, letter, count, words } = cell;
  const { from, to } = stretchesOf(axis, start, end);
  if (from === to) return undefined;
  const roles = deciding.slice(from, to).map(decides => roleOf(depth, decides));
  const isHere =
    at !== undefined && start <= at && at < end && roles[axis.borders.indexOf(at) - from] === 'decides';
  const text = count > 1 ? `${letter}×${count}` : letter;
  const says = `${state}, ${offsetText(start)} to ${offsetText(end)}`;
  return [
    roles.map((role, index) =>
      element('i', { class: `${state} ${role}`, style: gridArea(row, from + index, from + index + 1) }),
    ),
    element(
      'div',
      {
        class: `cell ${roles.includes('decides') ? 'decides' : roles.includes('passes') ? 'passes' : 'hidden'}${isHere ? ' here' : ''}`,
        style: gridArea(row, from, to),
        tabindex: 0,
        role: 'img',
        'aria-label': `depth ${depth}: ${says}; ${words.join('; ')}`,
      },
      element('span', {}, text),
      aboutView(says, words),
    ),
  ];
}

/** What is shown of an element that is pointed at, or has the focus. */
export function aboutView(title: string, lines: readonly string[]): Markup {
  return element(
    'div',
    { class: 'about' },
    element('b', {}, title),
    element('div', { class: 'words' }, lines.join('\n')),
  );
}

function roleOf(depth: number, decides: number | undefined): 'decides' | 'passes' | 'hidden' {
  if (decides === undefined || depth < decides) return 'passes';
  return depth === decides ? 'decides' : 'hidden';
}

/** The words of the layers from the top down to the one that decides where the first difference is. */
function wordsAtPlace({ at, axis, deciding, layers }: Drawing): string[] {
  if (at === undefined) return [];
  const decides = deciding[axis.borders.indexOf(at)];
  return layers
    .filter(({ depth }) => decides === undefined || depth <= decides)
    .flatMap(({ cells }) => cells.find(({ start, end }) => start <= at && at < end)?.words ?? []);
}

/** `65536 (64k)`. */
export function offsetText(bytes: bigint): string {
  const short = printByteSize(bytes);
  return short === String(bytes) ? short : `${bytes} (${short})`;
}

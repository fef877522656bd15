import { printByteSize } from '../../generators/recipe/byte-size.ts';
import { stretchesOf } from './axis.ts';
import type { Drawing, DrawnCell, DrawnLayer } from './drawing.ts';
import { gridArea } from './grid-area.ts';
import { type Content, element } from './markup.ts';
import { offsetText } from './offset-text.ts';
import { pointed } from './pointed.ts';
import { popupView } from './popup-view.ts';

/** One layer: its label, then its cells. */
export function layerRow(drawing: Drawing, layer: DrawnLayer, row: number): Content {
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
    endView(drawing, layer, row),
  ];
}

/** Says where a layer ends before the others. */
function endView({ axis: { borders } }: Drawing, { cells }: DrawnLayer, row: number): Content {
  const end = cells.at(-1)?.end ?? 0n;
  const from = borders.indexOf(end);
  if (from < 0 || from === borders.length - 1) return undefined;
  const text = `ends at ${printByteSize(end)}`;
  return element('div', { class: 'ended', style: gridArea(row, from, borders.length - 1) }, text);
}

function cellView(drawing: Drawing, depth: number, cell: DrawnCell, row: number): Content {
  const { axis, at, deciding } = drawing;
  const { start, end, state, letter, count, explanation, host } = cell;
  const { from, to } = stretchesOf(axis, start, end);
  if (from === to) return undefined;
  const roles = deciding.slice(from, to).map(decides => roleOf(depth, decides));
  const isHere =
    at !== undefined && start <= at && at < end && roles[axis.borders.indexOf(at) - from] === 'decides';
  const symbol = count > 1 ? `${letter}×${count}` : letter;
  const place = host === undefined ? undefined : `0x${host.toString(16)}`;
  const text = place === undefined ? symbol : `${symbol} ${place}`;
  const title = `${state}, ${offsetText(start)} to ${offsetText(end)}`;
  return [
    roles.map((role, index) =>
      element('i', { class: `${state} ${role}`, style: gridArea(row, from + index, from + index + 1) }),
    ),
    element(
      'div',
      {
        class: `cell ${roles.includes('decides') ? 'decides' : roles.includes('passes') ? 'passes' : 'hidden'}${isHere ? ' here' : ''}`,
        style: gridArea(row, from, to),
        ...pointed(drawing, start, [`depth ${depth}: ${text} ${title}`, ...explanation].join('; ')),
      },
      element('span', {}, symbol, place === undefined ? undefined : [' ', element('small', {}, place)]),
      explanation.length === 0 ? undefined : popupView(title, explanation),
    ),
  ];
}

/** `passes`: reads go on to the layer below; `hidden`: a layer above decides. */
function roleOf(depth: number, decides: number | undefined): 'decides' | 'passes' | 'hidden' {
  if (decides === undefined || depth < decides) return 'passes';
  return depth === decides ? 'decides' : 'hidden';
}

import { describeExtent } from '../harness/answers/extents/describe-extent.ts';
import type { ReadExtent } from '../harness/answers/extents/read-extent.ts';
import { stretchesOf } from './axis.ts';
import type { Drawing, DrawnSide } from './drawing.ts';
import { gridArea } from './grid-area.ts';
import { type Content, element } from './markup.ts';
import { pointed } from './pointed.ts';
import { popupView } from './popup-view.ts';

/** The extents that one side printed, as bars. */
export function sideRow(drawing: Drawing, { name, extents }: DrawnSide, row: number): Content {
  const { axis } = drawing;
  return [
    element('div', { class: 'label side', style: `grid-area:${row + 1}/1` }, element('b', {}, name)),
    ...extents.map(extent => barView(drawing, extent, row)),
    extents.length === 0
      ? element(
          'div',
          { class: 'quiet none', style: gridArea(row, 0, axis.borders.length - 1) },
          'no extents: see its output below',
        )
      : undefined,
  ];
}

function barView(drawing: Drawing, extent: ReadExtent, row: number): Content {
  const { from, to } = stretchesOf(drawing.axis, extent.start, extent.start + extent.length);
  if (from === to) return undefined;
  const fields = describeExtent(extent).split(', ');
  return element(
    'div',
    {
      class: `bar ${kindOf(extent)}`,
      style: gridArea(row, from, to),
      // What is seen is part of the name, so that one can call the bar by it.
      ...pointed(drawing, extent.start, [barText(extent), ...fields].join(', ')),
    },
    element('span', {}, barText(extent)),
    drawing.pointable ? undefined : popupView(`extent ${fields[0]}`, fields.slice(1)),
  );
}

function kindOf({ present, zero, data, compressed, value }: ReadExtent): string {
  if (present === false || value !== undefined) return 'unallocated';
  if (compressed) return 'compressed';
  if (data) return zero ? 'data-hole' : 'data';
  return zero ? 'zero-plain' : data === undefined ? 'data' : 'unallocated';
}

/** The fields that tell extents apart, in few characters. */
export function barText({ depth, present, zero, data, compressed, offset, value }: ReadExtent): string {
  const flags = Object.entries({ zero, data, compressed }).flatMap(([name, set]) => (set ? [name] : []));
  return [
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(depth === undefined ? [] : [`${depth}:`]),
    ...(present === false ? ['absent'] : []),
    flags.join('+'),
    ...(offset === undefined ? [] : [`@${offset}`]),
  ].join(' ');
}

/** A mark at each stretch where the fields of the two sides differ. */
export function differenceRow({ axis }: Drawing, left: DrawnSide, right: DrawnSide, row: number): Content {
  const isCompared = comparedFields(left, right);
  return axis.borders.slice(0, -1).map((at, index) => {
    const names = differingFields(extentAt(left, at), extentAt(right, at), at).filter(isCompared);
    return names.length === 0
      ? undefined
      : element(
          'div',
          {
            class: 'differs',
            style: gridArea(row, index, index + 1),
            title: `they differ in ${names.join(', ')}`,
          },
          '≠ ',
          element('span', {}, names.join(', ')),
        );
  });
}

function extentAt({ extents }: DrawnSide, at: bigint): ReadExtent | undefined {
  return extents.find(({ start, length }) => start <= at && at < start + length);
}

/**
 * Whether a field can be compared: both sides have it. An adapter that reads no depths reads no offsets either, and cuts
 * extents in its own way.
 */
function comparedFields(left: DrawnSide, right: DrawnSide): (name: string) => boolean {
  const sides = [left, right];
  const bothHave = (name: keyof ReadExtent): boolean =>
    sides.every(({ extents }) => extents.length === 0 || extents.some(extent => extent[name] !== undefined));
  const isWholeMap = bothHave('depth') || bothHave('file') || bothHave('value');
  return name => {
    const flag = flags.find(each => each === name);
    return flag === undefined ? isWholeMap || name === oneSided : isWholeMap || bothHave(flag);
  };
}

const oneSided = 'covered by one side only';

const flags = ['depth', 'present', 'zero', 'data', 'compressed', 'file', 'value'] as const;

function differingFields(left: ReadExtent | undefined, right: ReadExtent | undefined, at: bigint): string[] {
  if (left === undefined || right === undefined) return left === right ? [] : [oneSided];
  const place = ({ start, offset }: ReadExtent): bigint | undefined =>
    offset === undefined ? undefined : offset + at - start;
  return [
    ...flags.filter(name => left[name] !== right[name]),
    ...(place(left) === place(right) ? [] : ['offset']),
    ...((left.start === at) === (right.start === at) ? [] : ['border']),
  ];
}

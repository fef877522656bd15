import { expect, test } from 'vitest';
import { axisOf } from '../../src/drawing/axis.ts';
import type { Drawing } from '../../src/drawing/drawing.ts';
import { element } from '../../src/drawing/markup.ts';
import { markupText } from '../../src/drawing/markup-text.ts';
import { differenceRow } from '../../src/drawing/side-rows.ts';
import type { ReadExtent } from '../../src/harness/answers/extents/read-extent.ts';

const drawing: Drawing = {
  axis: axisOf([0n, 512n, 1024n], 0n),
  deciding: [],
  layers: [],
  sides: [],
};

const data: ReadExtent = {
  start: 0n,
  length: 512n,
  depth: 0,
  present: true,
  zero: false,
  data: true,
  offset: 0n,
};
const zeros: ReadExtent = { start: 512n, length: 512n, depth: 0, present: true, zero: true, data: false };

/** The fields that are marked in each stretch. */
function marked(left: ReadExtent[], right: ReadExtent[]): string[] {
  const side = (extents: ReadExtent[]) => ({ name: '', extents });
  const row = differenceRow(drawing, side(left), side(right), 0);
  return [...markupText(element('div', {}, row)).matchAll(/they differ in ([^"]*)/g)].map(
    ([, names]) => names!,
  );
}

test('the fields that differ between two maps of qemu-img are marked', () => {
  expect(marked([data, zeros], [data, { ...zeros, depth: 1, offset: 512n }])).toEqual(['depth, offset']);
  expect(marked([data], [data, zeros])).toEqual(['covered by one side only']);
});

test('a field that the adapter does not read is not marked', () => {
  const read = (zero: boolean): ReadExtent => ({ start: 0n, length: 1024n, present: true, zero });
  expect(marked([read(false)], [data, { ...zeros, zero: false }])).toEqual([]);
  expect(marked([read(false)], [data, zeros])).toEqual(['zero']);
});

import { expect, test } from 'vitest';
import { headerBacking } from '../../../generators/recipe/header-backing.ts';
import type { Layer, Qcow2Layer } from '../../../generators/recipe/recipe.ts';

const qcow2 = (name: string, rest: Partial<Qcow2Layer> = {}): Layer => ({
  format: 'qcow2',
  name,
  unit: 65536,
  version: 3,
  cells: [],
  ...rest,
});
const vmdk = (name: string, rest: object = {}): Layer => ({
  format: 'vmdk',
  name,
  unit: 65536,
  cells: [],
  ...rest,
});
const raw: Layer = { format: 'raw', name: 'b.raw', unit: 512, cells: [] };

test.each([
  ['the base has none', [qcow2('a')], { name: null, format: null }],
  ['the layer above, and its format', [raw, qcow2('a')], { name: 'b.raw', format: 'raw' }],
  ['a raw layer has none', [qcow2('a'), raw], { name: null, format: null }],
  ['cut off', [raw, qcow2('a', { backing: null })], { name: null, format: null }],
  [
    'cut off, with a format',
    [qcow2('a', { backing: null, backingFormat: 'x' })],
    { name: null, format: 'x' },
  ],
  ['no format', [raw, qcow2('a', { backingFormat: null })], { name: 'b.raw', format: null }],
  ['a missing file under the base', [qcow2('a', { backing: 'gone' })], { name: 'gone', format: null }],
  ['another name', [raw, qcow2('a', { backing: './b.raw' })], { name: './b.raw', format: 'raw' }],
  ['into a folder', [qcow2('d/b'), qcow2('a')], { name: 'd/b', format: 'qcow2' }],
  ['out of a folder', [qcow2('b'), qcow2('d/a')], { name: '../b', format: 'qcow2' }],
  ['the parent of a vmdk layer', [vmdk('b'), vmdk('a')], { name: 'b', format: null }],
  ['qemu takes no other format for a parent', [qcow2('b'), vmdk('a')], { name: null, format: null }],
  ['a name that a descriptor cannot hold', [vmdk('b"'), vmdk('a')], { name: null, format: null }],
  ['a parent by its name', [qcow2('b'), vmdk('a', { backing: 'b' })], { name: 'b', format: null }],
  ['within a folder', [qcow2('d/b'), qcow2('d/a')], { name: 'b', format: 'qcow2' }],
])('%s', (_, layers, expected) => {
  expect(headerBacking({ layers }, layers.length - 1)).toEqual(expected);
});

import { expect, test } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { qcow2, raw } from '../write/written.ts';
import { predictionText } from './prediction-text.ts';

const json = '--output=json';

test('a backing name can skip layers, and null cuts the chain', () => {
  const base = qcow2('#', { name: 'd/a' });
  const middle = qcow2('0', { name: 'd/b' });
  const say = (backing: string | null): string =>
    predictionText({ layers: [base, middle, qcow2('.', { name: 'd/c', backing })] }, [json, 'd/c'], '11.1');
  expect(say('a')).toBe('0+65536 d1 PzD@327680');
  expect(say('b')).toBe('0+65536 d1 PZd');
  expect(say(null)).toBe('0+65536 d0 pZd');
});

test('a descriptor in no folder names no extent', () => {
  const served = '11.1';
  const say = (picture: string): string => {
    const [layer] = parseRows([picture]).recipe.layers;
    const layers = [{ ...layer!, served }, qcow2('.', { name: 'c', size: 4096n })];
    return predictionText({ layers }, [json, 'c'], '11.1');
  };
  expect(say('a vmdk 4k sub=monolithicFlat |#|')).toBe('refused');
  expect(say('a vmdk 4k |#|')).toMatch(/^0\+4096 d1 PzD@/);
});

test('a raw layer has no backing file', () => {
  const layers = [qcow2('#', { name: 'a' }), raw('.', { name: 'b' }), qcow2('.', { name: 'c' })];
  expect(predictionText({ layers }, [json, 'c'], '11.1')).toBe('0+65536 d1 PZd@0');
});

const noPlainPath = 'abstains: a name that is no plain path';

test.each([
  ['x', qcow2('.', { name: 't', backing: 'gone' }), 'abstains: a file that is not in the recipe'],
  ['t', qcow2('.', { name: 't', backing: 'gone' }), 'abstains: a file that is not in the recipe'],
  ['t', qcow2('.', { name: 't', backing: '/a' }), noPlainPath],
  ['t', qcow2('.', { name: 't', backing: 'x/../a' }), noPlainPath],
  ['t', qcow2('.', { name: 't', backing: 'file:a' }), noPlainPath],
  ['t', qcow2('.', { name: 't', backing: 'a'.repeat(1024) }), noPlainPath],
  ['t', qcow2('.', { name: 't', backingFormat: 'raw' }), 'abstains: a format that is not the file’s'],
  ['t', qcow2('.', { name: 't', backing: 't' }), 'abstains: a chain that never ends'],
  ['t', qcow2('.', { name: 't', edits: [{ field: 'length', value: 0n }] }), 'abstains: damage'],
  ['t', qcow2('0', { name: 't', version: 2 }), 'abstains: zero clusters in version 2'],
  ['t', qcow2('~', { name: 't' }), 'abstains: holes that show or not by the blocks of the host'],
  [
    't',
    qcow2('.', { name: 't', extensions: [{ type: 0x23852875, data: '' }] }),
    'abstains: a header extension that changes how the image opens',
  ],
])('%s over a: %o', (image, top, expected) => {
  expect(predictionText({ layers: [qcow2('#', { name: 'a' }), top] }, [json, image], '11.1')).toBe(expected);
});

test('a hole in a data cluster is data if refcounts are none, and damage of layers outside the chain has no effect', () => {
  const edits = [{ field: 'length', value: 0n }] as const;
  const layers = [
    qcow2('#', { name: 'a', edits }),
    qcow2('~', { name: 't', refcounts: 'none', backing: null }),
  ];
  expect(predictionText({ layers }, [json, 't'], '11.1')).toBe('0+65536 d0 PzD@327680');
});

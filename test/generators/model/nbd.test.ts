import { expect, test } from 'vitest';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { predictionText } from './prediction-text.ts';

const base = (version: string, ...rows: string[]): string =>
  predictionText(parseRows(rows).recipe, ['--context=base:allocation', 'top.qcow2'], version);
const depth = (...rows: string[]): string =>
  predictionText(parseRows(rows).recipe, ['--context', 'qemu:allocation-depth', 'top.qcow2'], '11.1');

test('base:allocation has bit 0 for a hole and bit 1 for zeros', () => {
  expect(base('7.2', '#0zc.')).toBe('0+65536 0; 65536+131072 3; 196608+65536 0; 262144+65536 3');
});

test('up to 5.2 base:allocation reports no hole where a layer allocates', () => {
  expect(base('5.2', '#0zc.')).toBe('0+65536 0; 65536+131072 2; 196608+65536 0; 262144+65536 3');
});

test('qemu:allocation-depth counts layers from the top; 0 means no layer', () => {
  expect(depth('#..0', '.#..', '..c..')).toBe(
    '0+65536 3; 65536+65536 2; 131072+65536 1; 196608+65536 3; 262144+65536 2',
  );
});

test('a short layer owns everything past its end', () => {
  expect(depth('.', '...', '....')).toBe('0+65536 0; 65536+131072 3; 196608+65536 2');
  expect(base('5.2', '.', '...')).toBe('0+65536 3; 65536+131072 2');
});

const bitmapChain = parseCase(`
base.qcow2 qcow2 64k size=200k |#...|
    bitmap low 64k |.#0~|
    bitmap both 512 disabled |#{3}|
    bitmap used 64k in-use |#|
top.qcow2 qcow2 64k size=320k |.....|
    bitmap both 64k |..#.#|
map top.qcow2
`).recipe;

test.each([
  ['low', '0+65536 0; 65536+65536 1; 131072+65536 0; 196608+8192 1; 204800+122880 0'],
  ['both', '0+131072 0; 131072+65536 1; 196608+65536 0; 262144+65536 1'],
  ['used', 'refused'],
  ['gone', 'refused'],
  ['', 'abstains: a context of NBD in a window, or of filters'],
])('the dirty bitmap %j is that of the topmost layer that has it', (name, words) => {
  expect(predictionText(bitmapChain, [`--context=qemu:dirty-bitmap:${name}`, 'top.qcow2'], '7.2')).toBe(
    words,
  );
});

test.each([
  [
    ['--context=base:allocation', '-s', '0', 'top.qcow2'],
    'abstains: a context of NBD in a window, or of filters',
  ],
  [['--context=foo', 'top.qcow2'], 'abstains: a context of NBD in a window, or of filters'],
])('%j', (query, words) => {
  expect(predictionText(parseRows(['#']).recipe, query, '7.2')).toBe(words);
});

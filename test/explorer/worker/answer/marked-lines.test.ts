import { expect, test } from 'vitest';
import { markedLines } from '../../../../src/explorer/worker/answer/marked-lines.ts';

const marked = (line: string, before: readonly string[]): string[] =>
  markedLines([line], before).flatMap(({ text, differs }) => (differs ? [text] : []));

const before = [
  '[{ "start": 0, "length": 131072, "depth": 0, "zero": true, "data": false},',
  '{ "start": 131072, "length": 65536, "depth": 0, "zero": false, "data": true, "offset": 327680}]',
];

test('fields of JSON entries are marked that the entry of the same byte has not', () => {
  const line =
    '{ "start": 131072, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "offset": 327680}]';
  expect(marked(line, before)).toEqual(['"present": true, ']);
  expect(
    marked('[{ "start": 0, "length": 131072, "depth": 0, "zero": true, "data": false},', before),
  ).toEqual([]);
  expect(
    marked('{ "start": 65536, "length": 65536, "depth": 0, "zero": true, "data": false},', before),
  ).toEqual(['{ "start": 65536, "length": 65536, ']);
});

test('the pieces are the line', () => {
  for (const line of before)
    expect(
      markedLines([line], [])
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
});

test('any other line is marked as a whole, unless the answer before has it', () => {
  expect(marked('0               0x10000', ['Offset'])).toEqual(['0               0x10000']);
  expect(marked('Offset', ['Offset'])).toEqual([]);
  expect(marked('', ['Offset'])).toEqual([]);
});

test('each entry is compared with the entry of its own byte', () => {
  const lines = [
    '[{ "start": 0, "length": 65536, "depth": 0, "zero": true, "data": false},',
    '{ "start": 65536, "length": 65536, "depth": 1, "zero": true, "data": false},',
    '{ "start": 131072, "length": 65536, "depth": 0, "zero": false, "data": true, "offset": 327680}]',
  ];
  const pieces = markedLines(lines, before);
  expect(pieces.map(({ text }) => text).join('')).toBe(lines.join('\n'));
  expect(pieces.flatMap(({ text, differs }) => (differs ? [text] : []))).toEqual([
    '"length": 65536, ',
    '{ "start": 65536, "length": 65536, "depth": 1, ',
  ]);
});

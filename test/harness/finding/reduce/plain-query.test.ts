import { expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import {
  lesserWindows,
  plainlyNamed,
  plainQuery,
  smallestWindows,
} from '../../../../src/harness/finding/reduce/plain-query.ts';

const { recipe } = parseRows(['#', '.', '.']);
const options = '--image-opts driver=qcow2,file.filename=mid1.qcow2,encrypt.key-secret=s';
const query = `--outp json -Us64k -l 1 --object secret,id=s,data=x ${options}`.split(' ');

test('the plain query keeps the kind of output alone', () => {
  expect(plainQuery(query, 'x').join(' ')).toBe('--output=json x');
  expect(plainQuery(['--context', 'base:allocation', 'a'], 'x').join(' ')).toBe(
    '--context=base:allocation x',
  );
});

test('a plainly named image keeps its window', () => {
  expect(plainlyNamed(query, recipe).join(' ')).toBe('--output=json -s 64k -l 1 mid1.qcow2');
  expect(plainlyNamed(['-U', 'top.qcow2'], recipe)).toEqual(['top.qcow2']);
});

test('the smallest windows have the options of the query', () => {
  const windows = (line: string): string[] =>
    smallestWindows(line.split(' '), 'x').map(words => words.join(' '));
  expect(windows('--output=json -l 5 a')).toEqual(['--output=json -l 1 x', '--output=json -l 513 x']);
  expect(windows('--start-offset=7 -l5 a')).toEqual([
    ...['-s 1 x', '-s 513 x', '-s 65536 x', '-s 65537 x', '-l 1 x', '-l 513 x'],
    ...['-s 1 -l 1 x', '-s 1 -l 513 x', '-s 513 -l 1 x', '-s 513 -l 513 x'],
    ...['-s 65536 -l 1 x', '-s 65536 -l 513 x'],
    ...['-s 65537 -l 1 x', '-s 65537 -l 513 x'],
    '-s 1 -l 9223372036854775807 x',
  ]);
  expect(windows('-f raw a')).toEqual([]);
});

test('lesser windows have smaller numbers', () => {
  const windows = (line: string): string[] =>
    [...lesserWindows(line.split(' '))].map(words => words.join(' '));
  expect(windows('-s 600 -l 1k a')).toEqual([
    ...['-s 1 -l 1k a', '-s 512 -l 1k a', '-s 513 -l 1k a'],
    ...['-s 600 -l 1 a', '-s 600 -l 512 a', '-s 600 -l 513 a'],
  ]);
  expect(windows('-s 1 -l what a')).toEqual([]);
});

import { expect, test } from 'vitest';
import { readPastedMap } from '../../../../src/harness/answers/pasted/read-pasted-map.ts';
import { ambiguousRanges } from '../../../../src/harness/cases/rebuild/ambiguous-ranges.ts';

const entry = (start: number, depth: number, more: string): string =>
  `{ "start": ${start}, "length": 512, "depth": ${depth}, ${more}}`;
const zeros = '"zero": true, "data": false';

function ranges(...entries: string[]): ReturnType<typeof ambiguousRanges> {
  return ambiguousRanges(readPastedMap(Buffer.from(`[${entries.join(',\n')}]`), 'x'));
}

test('zeros are ambiguous in the deepest layer, and above it where it may have ended', () => {
  const found = ranges(
    entry(0, 0, zeros),
    entry(512, 1, zeros),
    entry(1024, 1, '"zero": false, "data": true, "offset": 4096'),
    entry(1536, 0, zeros),
  );
  expect(found).toEqual([
    { start: 512n, end: 1024n, depth: 1, line: 2, takenAs: 'unallocated' },
    { start: 1536n, end: 2048n, depth: 0, line: 4, takenAs: 'zero-plain' },
  ]);
});

test('zeros with a host offset or with present are not ambiguous', () => {
  expect(ranges(entry(0, 0, `${zeros}, "offset": 65536`))).toEqual([]);
  expect(ranges(entry(0, 0, `"present": false, ${zeros}`))).toEqual([]);
});

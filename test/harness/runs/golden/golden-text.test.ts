import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../../../src/harness/answers/outcome.ts';
import { type Golden, parseGolden, printGolden } from '../../../../src/harness/runs/golden/golden-text.ts';

function outcome(stdout: string, stderr = '', status = 0): Outcome {
  return { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), end: { kind: 'exit', status } };
}

const queries = [
  ['--output=json', 'top.qcow2'],
  ['-s', '1', 'a b.qcow2'],
];
const failed = outcome('[', 'qcow2: first\nqemu-img: no newline after this', 1);
const goldens: Golden[] = [
  {
    query: queries[0]!,
    outcomes: new Map([
      ['5.2', outcome('[{ "start": 0}]\n')],
      ['7.2', failed],
      ['10.0', outcome('[{ "start": 0}]\n')],
    ]),
  },
  { query: queries[1]!, outcomes: new Map([['5.2', outcome('\n\\\n> x\n! y\n-- 7.2\n')]]) },
];

describe('a golden text', () => {
  test('holds each outcome once, under the versions that have it', () => {
    expect(printGolden(goldens.slice(0, 1)).split('\n').slice(3)).toEqual([
      '',
      'map --output=json top.qcow2',
      '-- 5.2 10.0',
      'exit 0',
      '> [{ "start": 0}]',
      '-- 7.2',
      'exit 1',
      '> [',
      '\\',
      '! qcow2: first',
      '! qemu-img: no newline after this',
      '\\',
      '',
    ]);
  });

  test('is read back byte for byte, in order of the versions', () => {
    const read = parseGolden(printGolden(goldens), queries);
    expect(read).toEqual(goldens);
    expect([...read[0]!.outcomes.keys()]).toEqual(['5.2', '7.2', '10.0']);
  });

  test.each([
    ['after its last section', (text: string) => `${text}rubbish\n`],
    ['between two lines of an outcome', (text: string) => text.replace('exit 1\n', 'exit 1\nrubbish\n')],
    ['before its first section', (text: string) => text.replace('\n\n', '\nrubbish\n\n')],
    ['in place of its last line feed', (text: string) => text.slice(0, -1)],
  ])('is refused with rubbish %s', (_, spoil) => {
    expect(() => parseGolden(spoil(printGolden(goldens)), queries)).toThrow(
      expect.objectContaining({ code: 'golden-text' }),
    );
  });

  test('is stale if the queries of the case differ', () => {
    const text = printGolden(goldens);
    expect(() => parseGolden(text, queries.slice(0, 1))).toThrow('not those of the case');
    expect(() => parseGolden(text, queries.toReversed())).toThrow('not those of the case');
  });
});

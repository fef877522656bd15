import { describe, expect, it } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { isSameMisreading, misreadingOf } from '../../../src/harness/campaign/misreading.ts';
import type { Sighting } from '../../../src/harness/campaign/telling-sighting.ts';
import type { Outcome } from '../../../src/harness/oracle/outcome.ts';

const value = parseRows(['base.qcow2 qcow2 16k |#0|', 'top.qcow2 qcow2 16k extl2 |-#|', 'map top.qcow2']);

/** Where the subject says this depth of all bytes, and the depth is wrong from a byte on. */
function wrongDepth(depth: number, at: bigint): Sighting {
  const entry = { start: 0, length: 32768, depth, present: true, zero: false, data: true };
  const stdout = Buffer.from(`[${JSON.stringify(entry)}]\n`);
  const outcome: Outcome = { stdout, stderr: Buffer.alloc(0), end: { kind: 'exit', status: 0 } };
  const difference = { kind: 'field', field: 'depth', at } as const;
  return {
    value,
    check: {
      query: value.queries[0]!,
      oracle: undefined,
      verdict: { kind: 'divergence', blame: 'subject', difference },
      subjectName: 'ours',
      subject: { kind: 'outcome', outcome },
      answer: undefined,
    },
  };
}

it('is of the state that should have been passed by', () => {
  expect(misreadingOf(wrongDepth(0, 0n), true)).toMatchObject({ of: ['reserved'], as: 'data' });
});

it('is of the state that decides, where that was passed by or only something else differs', () => {
  expect(misreadingOf(wrongDepth(2, 0n), true)).toMatchObject({ of: ['data'], as: 'unallocated' });
  expect(misreadingOf(wrongDepth(1, 0n), true)).toMatchObject({ of: ['data'], as: 'depth' });
});

it('is of a border, where what lies before is said to go on', () => {
  expect(misreadingOf(wrongDepth(1, 16384n), true)).toMatchObject({ of: ['border'], as: 'cluster' });
});

it('is not there where the difference has no place', () => {
  const sighting = wrongDepth(0, 0n);
  const verdict = { kind: 'crash', signal: 'SIGABRT' } as const;
  expect(misreadingOf({ value, check: { ...sighting.check, verdict } }, true)).toBeUndefined();
});

describe('two misreadings', () => {
  const one = misreadingOf(wrongDepth(0, 0n), true)!;

  it('are the same where state and reading are', () => {
    expect(isSameMisreading(one, { ...one })).toBe(true);
    expect(isSameMisreading(one, { ...one, as: 'zero-plain' })).toBe(false);
    expect(isSameMisreading(one, { ...one, culprit: 'model' })).toBe(false);
    expect(isSameMisreading(one, undefined)).toBe(false);
  });

  it('are the same in another state, where a picture does not tell it', () => {
    const other = { ...one, of: ['unallocated'] } as const;
    expect(isSameMisreading(one, other)).toBe(false);
    expect(isSameMisreading(one, { ...other, isSure: false })).toBe(true);
  });

  it('are the same where one map ended before it said how it read the state', () => {
    const { as: _unsaid, ...ended } = one;
    expect(isSameMisreading(one, { ...ended, as: undefined })).toBe(true);
    expect(isSameMisreading(one, { ...ended, as: undefined, of: ['data'] })).toBe(false);
    expect(isSameMisreading(one, { ...ended, as: undefined, of: ['data', 'reserved'] })).toBe(true);
  });
});

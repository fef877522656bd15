import { expect, it } from 'vitest';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { misreadState } from '../../../src/harness/campaign/misread-state.ts';
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

it('is the state that should have been passed by', () => {
  expect(misreadState(wrongDepth(0, 0n))).toBe('reserved');
});

it('is the state that decides, where that was passed by or taken for something else', () => {
  expect(misreadState(wrongDepth(1, 0n))).toBe('data');
  expect(misreadState(wrongDepth(1, 16384n))).toBe('data');
});

it('is not there where the difference has no place', () => {
  const sighting = wrongDepth(0, 0n);
  const verdict = { kind: 'crash', signal: 'SIGABRT' } as const;
  expect(misreadState({ value, check: { ...sighting.check, verdict } })).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { parseRows } from '../../../../generators/recipe/picture/parse-rows.ts';
import type { Outcome } from '../../../../src/harness/answers/outcome.ts';
import {
  isSameMisreading,
  type Misreading,
  misreadingOf,
} from '../../../../src/harness/finding/search/misreading.ts';
import { any } from '../../../../src/harness/finding/search/reading.ts';
import type { Sighting } from '../../../../src/harness/finding/search/sighting.ts';

const belowData = parseRows(['base.qcow2 qcow2 16k |##|', 'top.qcow2 qcow2 16k |#.|', 'map top.qcow2']);
const value = parseRows(['base.qcow2 qcow2 16k |#0|', 'top.qcow2 qcow2 16k extl2 |-#|', 'map top.qcow2']);

const modelled = { isModelled: true };

/** A sighting in which the subject prints one depth for all bytes, and this is wrong from a byte on. */
function wrongDepth(depth: number, at: bigint, of = value): Sighting {
  const entry = { start: 0, length: 32768, depth, present: true, zero: false, data: true };
  const stdout = Buffer.from(`[${JSON.stringify(entry)}]\n`);
  const outcome: Outcome = { stdout, stderr: Buffer.alloc(0), end: { kind: 'exit', status: 0 } };
  const difference = { kind: 'field', field: 'depth', at } as const;
  return {
    value: of,
    check: {
      query: of.queries[0]!,
      oracle: undefined,
      verdict: { kind: 'divergence', blame: 'subject', difference },
      subjectName: 'ours',
      subject: { kind: 'outcome', outcome },
      answer: undefined,
    },
  };
}

test('a misreading is of the state that the subject stopped at too early', () => {
  expect(misreadingOf(wrongDepth(0, 0n), modelled)?.readings).toEqual([
    { misread: 'reserved', recordedAs: 'data' },
  ]);
});

test('a misreading is of the deciding state when the subject passed it, or when only another field differs', () => {
  expect(misreadingOf(wrongDepth(1, 0n, belowData), modelled)?.readings).toEqual([
    { misread: 'data', recordedAs: 'unallocated' },
  ]);
  expect(misreadingOf(wrongDepth(1, 0n), modelled)?.readings).toEqual([
    { misread: 'data', recordedAs: 'depth' },
  ]);
});

test('a misreading is of the depth when the layer that the subject names has something else', () => {
  const readings = [{ misread: 'data', recordedAs: 'deeper' }];
  expect(misreadingOf(wrongDepth(2, 0n), modelled)?.readings).toEqual(readings);
  const overZeros = parseRows(['base.qcow2 qcow2 16k |0.|', 'top.qcow2 qcow2 16k |#.|', 'map top.qcow2']);
  expect(misreadingOf(wrongDepth(1, 0n, overZeros), modelled)?.readings).toEqual(readings);
});

test('a misreading may also be of a border when the extent began in another column', () => {
  expect(misreadingOf(wrongDepth(1, 16384n), modelled)?.readings).toEqual([
    { misread: 'data', recordedAs: 'deeper' },
    { misread: 'border', recordedAs: 'cluster' },
  ]);
});

test('there is no misreading when the difference has no place', () => {
  const sighting = wrongDepth(0, 0n);
  const verdict = { kind: 'crash', signal: 'SIGABRT' } as const;
  expect(misreadingOf({ value, check: { ...sighting.check, verdict } }, modelled)).toBeUndefined();
});

describe('two misreadings', () => {
  const one: Misreading = {
    blame: 'subject',
    isModelled: true,
    readings: [{ misread: 'reserved', recordedAs: 'data' }],
  };
  const other = (...readings: Misreading['readings']): Misreading => ({ ...one, readings });

  test('are the same when state and reading are', () => {
    expect(isSameMisreading(one, { ...one })).toBe(true);
    expect(isSameMisreading(one, other({ misread: 'reserved', recordedAs: 'zero-plain' }))).toBe(false);
    expect(isSameMisreading(one, { ...one, blame: 'model' })).toBe(false);
    expect(isSameMisreading(one, undefined)).toBe(false);
  });

  test('are the same when one of their readings is', () => {
    expect(isSameMisreading(one, other({ misread: 'border', recordedAs: 'cluster' }, ...one.readings))).toBe(
      true,
    );
  });

  test('are the same in another state when the model does not describe one of the cases', () => {
    const elsewhere = other({ misread: 'unallocated', recordedAs: 'data' });
    expect(isSameMisreading(one, elsewhere)).toBe(false);
    expect(isSameMisreading(one, { ...elsewhere, isModelled: false })).toBe(true);
  });

  test('are the same when one map ended before it reported the state', () => {
    expect(isSameMisreading(one, other({ misread: 'reserved', recordedAs: any }))).toBe(true);
    expect(isSameMisreading(one, other({ misread: 'data', recordedAs: any }))).toBe(false);
  });
});

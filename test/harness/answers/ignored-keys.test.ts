import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differenceIgnoring } from '../../../src/harness/answers/ignored-keys.ts';
import type { Outcome } from '../../../src/harness/answers/outcome.ts';
import { parseGolden } from '../../../src/harness/runs/golden/golden-text.ts';
import { lyingOracleCase } from '../../support/lying-oracle.ts';

const [golden] = parseGolden(readFileSync(lyingOracleCase.recorded, 'utf8'), lyingOracleCase.value.queries);
const outcomeOf = (version: string): Outcome => golden!.outcomes.get(version)!;

function replaced(outcome: Outcome, from: string, to: string): Outcome {
  return { ...outcome, stdout: Buffer.from(outcome.stdout.toString().replace(from, to)) };
}

test('keys that a version does not print, and the extents that they divide, are no difference once they are ignored', () => {
  const [old, recent] = [outcomeOf('5.2'), outcomeOf('11.1')];
  expect(differenceIgnoring([], old, recent)).toMatchObject({ kind: 'field', field: 'present' });
  expect(differenceIgnoring(['present'], old, recent)).toMatchObject({ kind: 'field', field: 'compressed' });
  expect(differenceIgnoring(['present', 'compressed'], old, recent)).toBeUndefined();
});

test('every other difference stays', () => {
  const [old, recent] = [outcomeOf('5.2'), outcomeOf('11.1')];
  const deeper = replaced(recent, '"depth": 1', '"depth": 2');
  expect(differenceIgnoring(['present', 'compressed'], old, deeper)).toMatchObject({ field: 'depth' });
  const warned = { ...recent, stderr: Buffer.from('qemu-img: warning: a\n') };
  expect(differenceIgnoring(['present', 'compressed'], old, warned)).toMatchObject({ kind: 'stderr' });
  const failed: Outcome = { ...recent, end: { kind: 'exit', status: 1 } };
  expect(differenceIgnoring(['present', 'compressed'], old, failed)).toMatchObject({ kind: 'exit' });
});

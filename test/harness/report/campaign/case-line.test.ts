import { expect, test } from 'vitest';
import { caseLine } from '../../../../src/harness/report/campaign/case-line.ts';
import { emptyTally } from '../../../../src/harness/runs/tally.ts';

test('each check of a case has its result in the line', () => {
  const tally = {
    ...emptyTally(),
    checks: 8,
    matched: 3,
    unmodelled: new Map([['a damaged table', 1]]),
    divergences: 1,
    crashes: 2,
    skipped: new Map([['a name that the host refuses', 1]]),
  };
  expect(caseLine([{ kind: 'drawn', index: 17 }], tally)).toBe(
    'case 17: 8 checks, 4 agree, 1 diverges, 2 crash, 1 has no result',
  );
});

test('a case in which an oracle failed is told from one that was skipped', () => {
  const example = { origin: 'seed 1, case 17', at: 17, case: '' };
  const oracleErrors = new Map([['7.2 hung: no end within 1 s', { times: 2, oracle: '7.2', example }]]);
  const tally = { ...emptyTally(), checks: 3, oracleErrors, skipped: new Map([['zstd', 1]]) };
  expect(caseLine([{ kind: 'drawn', index: 17 }], tally)).toBe(
    'case 17: 3 checks, 2 end in an oracle error, 1 has no result',
  );
});

test('cases that ran together have one line, with broken relations', () => {
  const tally = { ...emptyTally(), checks: 1, matched: 1, brokenRelations: 2 };
  const tasks = [4, 6].map(index => ({ kind: 'drawn', index }) as const);
  expect(caseLine(tasks, tally)).toBe('case 4, case 6: 1 check, 1 agrees, 2 relations broken');
});

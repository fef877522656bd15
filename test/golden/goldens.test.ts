import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { differenceOfOutcomes } from '../../src/harness/answers/outcome-difference.ts';
import { type CaseFolder, openScratch, type Scratch } from '../../src/harness/files/scratch.ts';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { fixLimits } from '../../src/harness/parties/oracle/fix-limits.ts';
import { queryOracle } from '../../src/harness/parties/oracle/query-oracle.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import { checkGolden } from '../../src/harness/runs/golden/check-goldens.ts';
import { goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { goldenFaults } from '../../src/harness/runs/golden/golden-faults.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { recordedFrom } from '../../src/harness/runs/golden/recorded-from.ts';
import { recorded } from '../../src/map/profile/profile.ts';

const cases = goldenCases();
const { oracles } = await findOracles();

let scratch: Scratch;
beforeAll(async () => {
  // As commands do it. They stay low: no other test may run in this process.
  await fixLimits();
  scratch = await openScratch();
});
afterAll(() => scratch.close());

describe('our map prints what is recorded', () => {
  test.each(cases)('$name', golden => {
    const { obstacle, checks } = checkGolden(golden, inProcess, scratch);
    expect(obstacle).toBeUndefined();
    const versions = Object.groupBy(checks, check => check.version);
    for (const version of Object.keys(recorded))
      expect(versions[version]?.length).toBe(golden.value.queries.length);
    expect(Object.keys(versions).filter(version => !(version in recordedFrom()))).toEqual([]);
    expect(checks.filter(check => check.verdict.kind !== 'match')).toEqual([]);
  });
});

describe('the qemu-imgs still print what is recorded', () => {
  const versions = Object.keys(recorded);
  const numbered = cases.map((golden, number) => ({ ...golden, number }));
  // Each query is asked of one version, in turn: a campaign asks all of all, which takes a minute of CPU more.
  describe.each(numbered)('$name', ({ number, value, recorded: file }) => {
    const records = parseGolden(readFileSync(file, 'utf8'), value.queries);
    let folder: CaseFolder;
    beforeAll(() => {
      folder = scratch.caseFolder();
      writeRecipe(value.recipe, folder.path);
    });
    afterAll(() => folder.drop());

    for (const [turn, version] of versions.entries()) {
      const asked = records.filter((_, at) => (number + at) % versions.length === turn);
      const oracle = oracles.find(({ name }) => name === version);
      if (asked.length === 0) continue;
      test.skipIf(oracle === undefined)(version, async () => {
        for (const { query, outcomes } of asked) {
          const answer = await queryOracle(oracle!, query, folder.path);
          expect(answer.kind).toBe('outcome');
          if (answer.kind === 'outcome')
            expect(differenceOfOutcomes(answer.outcome, outcomes.get(version)!)).toBeUndefined();
        }
      });
    }
  });
});

test('the golden folder has no faults', () => {
  expect(goldenFaults()).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { differenceOfOutcomes } from '../../src/harness/answers/outcome-difference.ts';
import { openScratch, type Scratch } from '../../src/harness/files/scratch.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import { type GoldenCase, goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { recordedFrom } from '../../src/harness/runs/golden/recorded-from.ts';
import { behaviours } from '../../src/map/profile/behaviours.ts';
import { type Profile, profileNamed } from '../../src/map/profile/profile.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** A measured version, and a profile of it that has a wrong value in one row. */
interface WrongProfile {
  readonly claim: string;
  readonly version: string;
  readonly profile: Profile;
}

const measured = Object.keys(recordedFrom());

/** `6.0.0..7.2 10.0` is some measured versions: of each stretch the first and the last are looked at. */
function endsOf(seen: string): string[] {
  return [...new Set(seen.split(' ').flatMap(stretch => stretch.split('..')))];
}

/** For each row of the table and the versions that it was seen on: the profiles with the values before and behind it. */
function wrongProfiles(): WrongProfile[] {
  return Object.entries(behaviours).flatMap(([name, { values }]) =>
    values.flatMap(({ since, seen, value }, index) => {
      const near = [values[index - 1], values[index + 1]].filter(
        row => row !== undefined && row.value !== value,
      );
      return endsOf(seen ?? '')
        .filter(version => version !== '')
        .flatMap(version =>
          near.map(row => ({
            claim: `${name} since ${since} is seen on ${version}`,
            version,
            profile: { ...profileNamed(version), [name]: row!.value },
          })),
        );
    }),
  );
}

/** Those of some profiles that say what was recorded of a golden case too. */
function stillRight(golden: GoldenCase, wrong: readonly WrongProfile[]): WrongProfile[] {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(golden.value.recipe, folder.path);
    let left = [...wrong];
    for (const { query, outcomes } of parseGolden(
      readFileSync(golden.recorded, 'utf8'),
      golden.value.queries,
    )) {
      left = left.filter(({ version, profile }) => {
        const recorded = outcomes.get(version);
        if (recorded === undefined) return true;
        const answer = inProcess.ask(query, folder.path, profile);
        return answer.kind === 'outcome' && differenceOfOutcomes(answer.outcome, recorded) === undefined;
      });
    }
    return left;
  } finally {
    folder.drop();
  }
}

test('each behaviour is seen on the versions that its row names: with the value before or behind it a golden fails', () => {
  let left = wrongProfiles();
  expect(left.length).toBeGreaterThan(100);
  for (const golden of goldenCases()) if (left.length > 0) left = stillRight(golden, left);
  expect(left.map(({ claim }) => claim)).toEqual([]);
});

test('rows name measured versions alone', () => {
  const named = Object.values(behaviours).flatMap(({ values }) =>
    values.flatMap(({ seen = '' }) => endsOf(seen)),
  );
  expect(named.filter(version => version !== '' && !measured.includes(version))).toEqual([]);
});

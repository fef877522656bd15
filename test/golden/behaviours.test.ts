import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import type { Query } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { differenceOfOutcomes } from '../../src/harness/answers/outcome-difference.ts';
import { openScratch, type Scratch } from '../../src/harness/files/scratch.ts';
import { findOracles } from '../../src/harness/parties/oracle/find-oracles.ts';
import { queryOracle } from '../../src/harness/parties/oracle/query-oracle.ts';
import { serveLayers } from '../../src/harness/parties/serve-layers.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import { type GoldenCase, goldenCases } from '../../src/harness/runs/golden/golden-cases.ts';
import { parseGolden } from '../../src/harness/runs/golden/golden-text.ts';
import { recordedFrom } from '../../src/harness/runs/golden/recorded-from.ts';
import { behaviours } from '../../src/map/profile/behaviours/table.ts';
import { type Profile, profileNamed } from '../../src/map/profile/profile.ts';
import type { NbdScript } from '../support/nbd/nbd-script.ts';
import { scriptedServer } from '../support/nbd/scripted-server.ts';
import { testFolder } from '../support/test-folder.ts';

let scratch: Scratch;
beforeAll(async () => {
  scratch = await openScratch();
});
afterAll(() => scratch.close());

/** A measured version, and its profile with one wrong value. */
interface WrongProfile {
  readonly claim: string;
  /** The value that is wrong. */
  readonly name: string;
  readonly version: string;
  readonly profile: Profile;
}

const recordedVersions = Object.keys(recordedFrom());
const newestVersion = recordedVersions.at(-1)!;

/** The first and last version of each range in a text such as `6.0.0..7.2 10.0`. */
function endsOf(versions: string): string[] {
  return [...new Set(versions.split(' ').flatMap(stretch => stretch.split('..')))];
}

/**
 * For each value of the table and each version that it was measured on: the profiles with the value before and the one
 * behind.
 */
function wrongProfiles(): WrongProfile[] {
  return Object.entries(behaviours).flatMap(([name, { values }]) =>
    values.flatMap(({ since, measured, value }, index) => {
      const near = [values[index - 1], values[index + 1]].filter(
        row => row !== undefined && row.value !== value,
      );
      return endsOf(measured ?? '')
        .filter(version => version !== '')
        .flatMap(version =>
          near.map(row => ({
            claim: `${name} since ${since} is measured on ${version}`,
            name,
            version,
            profile: { ...profileNamed(version), [name]: row!.value },
          })),
        );
    }),
  );
}

/** The values of the profile of a version that the map of a query looks at: no other can change it. */
function valuesUsed(query: Query, folder: string, version: string): ReadonlySet<string> {
  const used = new Set<string>();
  const watched = new Proxy(profileNamed(version), {
    get: (profile, name, receiver) => {
      used.add(String(name));
      return Reflect.get(profile, name, receiver);
    },
  });
  inProcess.answer(query, folder, watched);
  return used;
}

/**
 * The profiles under which a golden case still passes. With `asNewest` some more: those of whose wrong value the map of the newest version
 * asks nothing, too. So it is asked of one version, not of all.
 */
function stillRight(golden: GoldenCase, wrong: readonly WrongProfile[], asNewest: boolean): WrongProfile[] {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(golden.value.recipe, folder.path);
    let left = [...wrong];
    for (const { query, outcomes } of parseGolden(
      readFileSync(golden.recorded, 'utf8'),
      golden.value.queries,
    )) {
      const usedBy = new Map<string, ReadonlySet<string>>();
      left = left.filter(({ name, version, profile }) => {
        const recorded = outcomes.get(version);
        if (recorded === undefined) return true;
        const asked = asNewest ? newestVersion : version;
        if (!usedBy.has(asked)) usedBy.set(asked, valuesUsed(query, folder.path, asked));
        if (!usedBy.get(asked)!.has(name)) return true;
        const answer = inProcess.answer(query, folder.path, profile);
        return answer.kind === 'outcome' && differenceOfOutcomes(answer.outcome, recorded) === undefined;
      });
    }
    return left;
  } finally {
    folder.drop();
  }
}

/** What only a server can show: goldens have none. */
const served = parseCase(`x.raw raw 64k nbd=11.1 |#|
map --image-opts driver=nbd,path=x.raw.sock,read-only=off
map --image-opts driver=nbd,path=x.raw.sock,x-dirty-bitmap=qemu:dirty-bitmap:gone
`);

const folder = testFolder();
const scripted = scriptedServer(folder.path);
/** What no server of qemu does: it ends the connection at an option, by the number that the protocol has for the option. */
const endings: readonly NbdScript[] = [{ options: { 8: ['close'] } }, { options: { 11: ['close'] } }];

/** The profiles under which our map still agrees with the real qemu-img about an export; all of them where nothing serves it. */
async function stillRightOverNbd(wrong: readonly WrongProfile[]): Promise<WrongProfile[]> {
  const { path } = scratch.caseFolder();
  writeRecipe(served.recipe, path);
  const serving = await serveLayers(served.recipe, path);
  if (serving.kind === 'skipped') return [...wrong];
  try {
    let left = await stillRightAbout(served.queries, path, wrong);
    for (const script of endings) {
      await scripted.serve(script);
      left = await stillRightAbout([['nbd+unix:///?socket=s']], folder.path, left);
    }
    return left;
  } finally {
    await serving.stop();
  }
}

/** The profiles under which our map still agrees with the real qemu-img about queries in a folder. */
async function stillRightAbout(
  queries: readonly Query[],
  path: string,
  wrong: readonly WrongProfile[],
): Promise<WrongProfile[]> {
  const { oracles } = await findOracles();
  let left = [...wrong];
  for (const oracle of oracles) {
    for (const query of queries) {
      const real = await queryOracle(oracle, query, path);
      if (real.kind !== 'outcome') throw new Error(`qemu-img ${oracle.name} has no answer`);
      left = left.filter(({ version, profile }) => {
        const answer = version === oracle.name ? inProcess.answer(query, path, profile) : undefined;
        return answer?.kind !== 'outcome' || differenceOfOutcomes(answer.outcome, real.outcome) === undefined;
      });
    }
  }
  return left;
}

const needServers = ['nbdReadOnly', 'nbdContextMissing', 'endOfStream', 'nbdExtendedHeaders'];
const needsServer = ({ name }: WrongProfile): boolean => needServers.includes(name);

test('with the value before or after a measured one, a golden fails', () => {
  let left = wrongProfiles().filter(wrong => !needsServer(wrong));
  expect(left.length).toBeGreaterThan(100);
  for (const asNewest of [true, false])
    for (const golden of goldenCases()) if (left.length > 0) left = stillRight(golden, left, asNewest);
  expect(left.map(({ claim }) => claim)).toEqual([]);
});

test.skipIf((await findOracles()).oracles.length === 0)(
  'with the value before or after one that only servers show, our map differs from the real one',
  async () => {
    const wrong = wrongProfiles().filter(needsServer);
    expect(wrong.length).toBeGreaterThanOrEqual(2 * needServers.length);
    expect((await stillRightOverNbd(wrong)).map(({ claim }) => claim)).toEqual([]);
  },
);

test('rows name only versions that have recorded outcomes', () => {
  const named = Object.values(behaviours).flatMap(({ values }) =>
    values.flatMap(({ measured = '' }) => endsOf(measured)),
  );
  expect(named.filter(version => version !== '' && !recordedVersions.includes(version))).toEqual([]);
});

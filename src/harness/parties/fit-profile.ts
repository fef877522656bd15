import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { type Profile, profileOf, recorded } from '../../map/profile/profile.ts';
import type { Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Scratch } from '../files/scratch.ts';
import type { Oracle } from './oracle/oracle.ts';
import { defaultLimits, type StartLimits } from './oracle/program.ts';
import { queryOracle } from './oracle/query-oracle.ts';
import { inProcess } from './subject/in-process.ts';

/** Whether a program behaves as the version that it prints. */
export type Fit =
  | { readonly kind: 'as its version' }
  | { readonly kind: 'as another'; readonly profile: Profile }
  | { readonly kind: 'as none known' };

/** Limits of one probe: a program that takes longer would take too long in a campaign too. */
const limits: StartLimits = { ...defaultLimits, milliseconds: 5_000 };

/** Queries to which profiles differ: keys, merging, errors of options, sizes, errors of JSON. */
const probes: readonly Query[] = [
  ['--output=json', 'top.qcow2'],
  ['--output=xml', 'top.qcow2'],
  ['--bogus', 'top.qcow2'],
  ['-s', 'nonsense', 'top.qcow2'],
  ['--output=json', '-s', '.5k', 'top.qcow2'],
  ['json:{"driver":'],
];

/**
 * Finds the profile of a program of unknown make (a distribution's build, a branch) by a few tiny queries: the first profile
 * with the same answers. The profile of its version is tried first, then the same version of other vendors, then all others.
 * So a backport is compared with what it does, not with its version number. A program that gives no answer (it hangs, or
 * `cancel` ends it) counts as its version.
 */
export async function fitProfile(oracle: Oracle, scratch: Scratch, cancel?: AbortSignal): Promise<Fit> {
  const folder = scratch.caseFolder();
  try {
    writeRecipe(parseRows(['.0#c.0']).recipe, folder.path);
    const outcomes: [Query, Outcome][] = [];
    for (const query of probes) {
      const answer = await queryOracle(
        oracle,
        query,
        folder.path,
        cancel === undefined ? { limits } : { limits, cancel },
      );
      if (answer.kind !== 'outcome') return { kind: 'as its version' };
      outcomes.push([query, answer.outcome]);
    }
    const fits = (profile: Profile): boolean =>
      outcomes.every(([query, outcome]) => {
        const ours = inProcess.answer(query, folder.path, profile);
        return ours.kind === 'outcome' && differenceOfOutcomes(ours.outcome, outcome) === undefined;
      });
    if (fits(oracle.profile)) return { kind: 'as its version' };
    const profile = otherProfiles(oracle.profile).find(fits);
    return profile === undefined ? { kind: 'as none known' } : { kind: 'as another', profile };
  } finally {
    folder.drop();
  }
}

/** Releases that changed the output of map, newest first. */
const releases = ['11.1', '10.1', '10.0', '9.2', '8.2', '8.1', '8.0', '7.2', '6.1', '6.0', '5.2'];

function otherProfiles({ version }: Profile): Profile[] {
  return [
    profileOf(version),
    profileOf(version, 'Debian'),
    ...Object.values(recorded).toReversed(),
    ...releases.map(release => profileOf(release)),
  ];
}

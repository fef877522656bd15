import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import type { Profile } from '../../map/profile/profile.ts';
import type { Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { Scratch } from '../files/scratch.ts';
import { nearestProfiles } from './nearest-profiles.ts';
import type { Oracle } from './oracle/oracle.ts';
import { defaultLimits, type StartLimits } from './oracle/program.ts';
import { queryOracle } from './oracle/query-oracle.ts';
import { inProcess } from './subject/in-process.ts';

/** How a program's behaviour fits the version that it reports. */
export interface Fit {
  /** `as another`: it behaves like another profile than that of its version. */
  readonly kind: 'as its version' | 'as another' | 'as none known' | 'without an answer';
  /** The profile that it is compared with. */
  readonly profile: Profile;
  /** The queries that decided: the one without an answer, else those that its own version answers differently, else all. */
  readonly by: readonly Query[];
}

/** Limits of one probe: a program that takes longer would take too long in a campaign too. */
export const probeLimits: StartLimits = { ...defaultLimits, milliseconds: 5_000 };

/** The image of the probes is top.qcow2, of one layer; each query asks for something in which versions differ. */
export const probes: readonly Query[] = [
  ['--output=json', 'top.qcow2'],
  ['--output=xml', 'top.qcow2'],
  ['--bogus', 'top.qcow2'],
  ['-s', 'nonsense', 'top.qcow2'],
  ['--output=json', '-s', '.5k', 'top.qcow2'],
  ['json:{"driver":'],
  ['json:{"driver":"raw","file":"none"}'],
  ['--object', 'none,id=a', 'top.qcow2'],
  ['--object', 'secret,id=a,data=a,loaded=yes', '--output=json', 'top.qcow2'],
  ['--image-opts', 'driver=file,filename=top.qcow2,aio-max-batch=1'],
  ['--image-opts', 'driver=qcow2,file.filename=top.qcow2,discard-no-unref=on'],
  ['--image-opts', 'driver=raw,offset=1G,size=1G,file.filename=top.qcow2'],
];

/**
 * Asks a program a few tiny questions, and finds the profile that answers them in the same way: that of its version, or the
 * nearest other one, recorded or computed. So a development build or a backport is compared with what it does, not with what
 * its number says. A program that gives no answer (it hangs, or `cancel` ends it) keeps the profile of its version.
 */
export async function fitProfile(oracle: Oracle, scratch: Scratch, cancel?: AbortSignal): Promise<Fit> {
  const own = oracle.profile;
  const folder = scratch.caseFolder();
  try {
    writeRecipe(parseRows(['.0#c.0']).recipe, folder.path);
    const answered: [Query, Outcome][] = [];
    for (const query of probes) {
      const options = { limits: probeLimits, ...(cancel !== undefined && { cancel }) };
      const answer = await queryOracle(oracle, query, folder.path, options);
      if (answer.kind !== 'outcome') return { kind: 'without an answer', profile: own, by: [query] };
      answered.push([query, answer.outcome]);
    }
    const answersAs = (profile: Profile, [query, outcome]: [Query, Outcome]): boolean => {
      const ours = inProcess.answer(query, folder.path, profile);
      return ours.kind === 'outcome' && differenceOfOutcomes(ours.outcome, outcome) === undefined;
    };
    const contradicting = answered.filter(one => !answersAs(own, one)).map(([query]) => query);
    if (contradicting.length === 0) return { kind: 'as its version', profile: own, by: probes };
    const profile = nearestProfiles(own).find(other => answered.every(one => answersAs(other, one)));
    return profile === undefined
      ? { kind: 'as none known', profile: own, by: contradicting }
      : { kind: 'as another', profile, by: contradicting };
  } finally {
    folder.drop();
  }
}

import type { Query } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import type { Outcome } from '../../src/harness/answers/outcome.ts';
import { differenceOfOutcomes } from '../../src/harness/answers/outcome-difference.ts';
import { openScratch } from '../../src/harness/files/scratch.ts';
import { requestsContext } from '../../src/harness/parties/oracle/nbd/nbd-query.ts';
import { inProcess } from '../../src/harness/parties/subject/in-process.ts';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';
import { campaignCase } from '../../src/harness/runs/workers/case/campaign-case.ts';
import { newest, type Profile, recorded } from '../../src/map/profile/profile.ts';

/** Where the random cases of one seed first show a fault. */
export interface Meeting {
  /** The index of the case. */
  readonly atCase: number;
  /** Maps that had been asked for until then, this one included: so often each qemu-img would have been started. */
  readonly starts: number;
}

/** Nearly all faults show in the newest version. One of NBD shows only where holes are told as before. */
function profilesFor(query: Query): readonly Profile[] {
  return requestsContext(query) ? [newest, recorded['5.2']] : [newest];
}

/**
 * The first case of a seed that shows each fault, by comparing its map with the sound one in this process. A qemu-img would
 * say what the sound map says, so none is started.
 *
 * @param cases where to stop
 * @returns in the order of `faulty`; undefined for a fault that no case showed
 */
export async function meetings(
  faulty: readonly InProcess[],
  seed: number,
  cases: number,
): Promise<(Meeting | undefined)[]> {
  const met: (Meeting | undefined)[] = faulty.map(() => undefined);
  const scratch = await openScratch();
  let starts = 0;
  try {
    for (let index = 0; index < cases && met.includes(undefined); index++) {
      const { value, relation } = campaignCase(seed, index);
      const folder = scratch.caseFolder();
      writeRecipe(value.recipe, folder.path);
      for (const query of value.queries) {
        if (query === relation) continue;
        starts += 1;
        const sound = soundAnswers(query, folder.path);
        for (const [at, subject] of faulty.entries())
          if (met[at] === undefined && differs(subject, query, folder.path, sound))
            met[at] = { atCase: index, starts };
      }
      folder.drop();
    }
  } finally {
    scratch.close();
  }
  return met;
}

/** What the sound map answers as one version. */
interface SoundAnswer {
  readonly profile: Profile;
  readonly outcome: Outcome;
}

/** Without the versions as which the sound map doesn't support the image. */
function soundAnswers(query: Query, folder: string): SoundAnswer[] {
  return profilesFor(query).flatMap(profile => {
    const answer = inProcess.answer(query, folder, profile);
    return answer.kind === 'unsupported' ? [] : [{ profile, outcome: answer.outcome }];
  });
}

function differs(subject: InProcess, query: Query, folder: string, sound: readonly SoundAnswer[]): boolean {
  return sound.some(({ profile, outcome }) => {
    const answer = subject.answer(query, folder, profile);
    return answer.kind === 'unsupported' || differenceOfOutcomes(answer.outcome, outcome) !== undefined;
  });
}

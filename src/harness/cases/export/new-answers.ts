import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { obstacleTo } from '../../files/obstacle.ts';
import type { Scratch } from '../../files/scratch.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { Golden } from '../../runs/golden/golden-text.ts';
import { answersToQuery } from '../../runs/hunt/answers.ts';
import type { NamedCase } from '../../runs/named-case.ts';
import type { AnsweredCase } from './corpus.ts';

/**
 * Maps cases with qemu-imgs, until `cancel` fires. A case that can't be written on this host is left out.
 *
 * @throws HarnessError `oracle-failed` if a qemu-img gives no answer: then there is no expected output
 */
export async function* newAnswers(
  cases: Iterable<NamedCase>,
  oracles: readonly Oracle[],
  scratch: Scratch,
  cancel: AbortSignal,
): AsyncGenerator<AnsweredCase> {
  for (const { name, value } of cases) {
    if (obstacleTo(value.recipe, scratch.holes) !== undefined) continue;
    const folder = scratch.caseFolder();
    try {
      writeRecipe(value.recipe, folder.path);
      const goldens: Golden[] = [];
      for (const query of value.queries) {
        const { answers, missing } = await answersToQuery(
          oracles,
          { recipe: value.recipe, query, folder: folder.path },
          { cancel },
        );
        if (cancel.aborted) return;
        const failed = missing.find(each => each.failed);
        if (failed !== undefined)
          throw new HarnessError('oracle-failed', `qemu-img ${failed.oracle.name}: ${failed.reason}`);
        goldens.push({
          query,
          outcomes: new Map(answers.map(({ oracle, outcome }) => [oracle.name, outcome])),
        });
      }
      yield { name, value, goldens };
    } finally {
      folder.drop();
    }
  }
}

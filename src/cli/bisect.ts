import { Command } from 'commander';
import type { Case } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { readCase } from '../harness/files/read-case.ts';
import { bisectionLines, bisectionStatus } from '../harness/report/bisection-lines.ts';
import { answersTo } from '../harness/runs/hunt/answers.ts';
import { bisect } from '../harness/runs/hunt/bisect.ts';
import { examples } from './help.ts';
import { type Session, withSession } from './session.ts';

/** `map-parity bisect`: the first of many qemu-imgs that answers a case in another way. */
export function bisectCommand(end: (status: number) => void): Command {
  return new Command('bisect')
    .summary('the first of many qemu-imgs that answers a case otherwise')
    .description('find the first of many qemu-imgs that answers a case in another way than the first of them')
    .argument('<case>', 'a .case file')
    .argument('[qemu-imgs...]', 'paths, oldest first (default: the fetched versions)')
    .addHelpText('after', examples(['bisect found.case build-1/qemu-img build-2/qemu-img build-3/qemu-img']))
    .action(async (path: string, programs: string[]) => {
      const value = readCase(path);
      end(await withSession(programs, session => bisectIn(session, value, programs)));
    });
}

async function bisectIn(
  { parties, found, scratch }: Session,
  value: Case,
  programs: readonly string[],
): Promise<number> {
  const end = found.lost.find(({ name }) => name === programs[0] || name === programs.at(-1));
  if (end !== undefined) {
    throw new HarnessError('oracle-failed', `${end.name}: ${end.error.detail}`, {
      next: 'The first and the last qemu-img must answer.',
    });
  }
  if (found.oracles.length < 2) {
    throw new HarnessError('oracle-path', 'a bisection takes two qemu-imgs or more that answer', {
      next: 'ci/oracles fetches four versions; or name some, oldest first.',
    });
  }
  const folder = scratch.caseFolder();
  writeRecipe(value.recipe, folder.path);
  let asked = 0;
  const bisection = await bisect(found.oracles, oracle => {
    asked += 1;
    return answersTo(value.queries, oracle, folder.path, parties.cancel);
  });
  for (const line of bisectionLines(bisection, value.queries, { asked, of: found.oracles.length }))
    console.log(line);
  for (const { name, error } of found.lost)
    console.log(`passed over: qemu-img ${name}: ${error.kind}: ${error.detail}`);
  return bisectionStatus(bisection);
}

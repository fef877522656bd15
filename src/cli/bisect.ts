import { Command } from 'commander';
import type { Case } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { readCase } from '../harness/files/read-case.ts';
import { bisectionLines, bisectionStatus } from '../harness/report/bisection-lines.ts';
import { answersOfOracle } from '../harness/runs/hunt/answers.ts';
import { bisect } from '../harness/runs/hunt/bisect.ts';
import { examples } from './help.ts';
import { type Session, withSession } from './session.ts';

/** `map-parity bisect`: the first of many qemu-imgs that answers a case differently. */
export function bisectCommand(end: (status: number) => void): Command {
  return new Command('bisect')
    .summary('find the first qemu-img that answers a case differently')
    .description('find the first of many qemu-imgs that answers a case differently from the oldest')
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
    throw new HarnessError('oracle-path', 'a bisection needs at least two qemu-imgs that answer', {
      next: 'Run ci/oracles, which fetches four versions; or name some, oldest first.',
    });
  }
  const folder = scratch.caseFolder();
  writeRecipe(value.recipe, folder.path);
  let started = 0;
  const bisection = await bisect(found.oracles, oracle => {
    started += 1;
    return answersOfOracle(value.queries, oracle, folder.path, parties.cancel);
  });
  for (const line of bisectionLines(bisection, value.queries, { started, all: found.oracles.length }))
    console.log(line);
  for (const { name, error } of found.lost)
    console.log(`left out: qemu-img ${name}: ${error.kind}: ${error.detail}`);
  return bisectionStatus(bisection);
}

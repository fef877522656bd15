import { Command, InvalidArgumentError } from 'commander';
import type { Case } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { type IgnorableKey, ignorableKeys } from '../harness/answers/ignored-keys.ts';
import { HarnessError } from '../harness/basics/harness-error.ts';
import { readCase } from '../harness/files/read-case.ts';
import type { Oracle } from '../harness/parties/oracle/oracle.ts';
import { oraclesHint } from '../harness/parties/oracle/oracles-hint.ts';
import { bisectionLines, bisectionStatus } from '../harness/report/bisection-lines.ts';
import { lostName } from '../harness/report/lost-name.ts';
import { type Answers, answersOfOracle } from '../harness/runs/hunt/answers.ts';
import { bisect } from '../harness/runs/hunt/bisect.ts';
import { examples } from './help.ts';
import { printLine, printLines } from './print.ts';
import { type Session, withSession } from './session.ts';
import { limitsOf, timeoutOption } from './timeout-option.ts';

interface BisectOptions {
  readonly ignore: IgnorableKey[];
  readonly timeout?: number;
}

/** `map-parity bisect`: the first of many qemu-imgs that answers a case differently. */
export function bisectCommand(end: (status: number) => void): Command {
  return new Command('bisect')
    .summary('find the first qemu-img that answers a case differently')
    .description('find the first of many qemu-imgs that answers a case differently from the oldest')
    .argument('<case>', 'a .case file')
    .argument('[qemu-imgs...]', 'paths, oldest first (default: the fetched versions)')
    .option('--ignore <keys>', 'ignore changes of these JSON keys, like present,compressed', keys, [])
    .addOption(timeoutOption())
    .addHelpText(
      'after',
      examples([
        'bisect found.case build-1/qemu-img build-2/qemu-img build-3/qemu-img',
        'bisect found.case --ignore present,compressed build-*/qemu-img',
      ]),
    )
    .action(async (path: string, programs: string[], { ignore, timeout }: BisectOptions) => {
      const value = readCase(path);
      const limits = limitsOf(timeout);
      end(await withSession(programs, session => bisectIn(session, value, programs, ignore), { limits }));
    });
}

async function bisectIn(
  { parties, found, scratch }: Session,
  value: Case,
  programs: readonly string[],
  ignored: readonly IgnorableKey[],
): Promise<number> {
  const end = found.lost.find(({ name }) => name === programs[0] || name === programs.at(-1));
  if (end !== undefined) {
    throw new HarnessError('oracle-failed', `${end.name}: ${end.error.detail}`, {
      next: 'The first and the last qemu-img must answer.',
    });
  }
  if (found.oracles.length < 2) {
    throw new HarnessError('oracle-path', 'a bisection needs at least two qemu-imgs that answer', {
      next: oraclesHint('name some, oldest first'),
    });
  }
  const folder = scratch.caseFolder();
  writeRecipe(value.recipe, folder.path);
  let started = 0;
  const askAll = (oracle: Oracle): Promise<Answers> => {
    started += 1;
    return answersOfOracle(value, oracle, folder.path, parties);
  };
  const bisection = await bisect(found.oracles, askAll, ignored);
  const count = { started, all: found.oracles.length };
  printLines(bisectionLines(bisection, value.queries, count, ignored));
  for (const each of found.lost)
    printLine(`left out: ${lostName(each)}: ${each.error.kind}: ${each.error.detail}`);
  return bisectionStatus(bisection);
}

/** Keys of the JSON, joined by commas. */
function keys(text: string, before: readonly IgnorableKey[]): IgnorableKey[] {
  const named = text.split(',').map(word => ignorableKeys.find(key => key === word.trim()));
  if (named.includes(undefined))
    throw new InvalidArgumentError(`It must be some of ${ignorableKeys.join(', ')}, joined by commas.`);
  return [...new Set([...before, ...(named as IgnorableKey[])])];
}

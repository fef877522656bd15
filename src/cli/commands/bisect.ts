import { Command, InvalidArgumentError } from 'commander';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { type IgnorableKey, ignorableKeys } from '../../harness/answers/ignored-keys.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { readCase } from '../../harness/files/read-case.ts';
import { oraclesHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import type { LostOracle } from '../../harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../harness/parties/oracle/oracle.ts';
import { bisectionLines, bisectionStatus } from '../../harness/report/bisection-lines.ts';
import { bisectDocument } from '../../harness/report/json/bisect-document.ts';
import { lostName } from '../../harness/report/words/lost-name.ts';
import { type Answers, answersOfOracle } from '../../harness/runs/hunt/answers.ts';
import { bisect } from '../../harness/runs/hunt/bisect.ts';
import { examples } from '../options/help.ts';
import { jsonOption } from '../options/json-option.ts';
import { limitsOf, timeoutOption } from '../options/timeout-option.ts';
import { type Session, withSession } from '../session/session.ts';
import { printJson, printLines } from '../terminal/print.ts';

interface BisectOptions {
  readonly ignore: IgnorableKey[];
  readonly timeout?: number;
  readonly json?: true;
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
    .addOption(jsonOption('bisect'))
    .addHelpText(
      'after',
      examples([
        'bisect found.case build-1/qemu-img build-2/qemu-img build-3/qemu-img',
        'bisect found.case --ignore present,compressed build-*/qemu-img',
        'bisect found.case --json',
      ]),
    )
    .action(async (path: string, programs: string[], options: BisectOptions) => {
      const value = readCase(path);
      const limits = limitsOf(options.timeout);
      end(await withSession(programs, session => bisectIn(session, value, programs, options), { limits }));
    });
}

async function bisectIn(
  { parties, found, scratch }: Session,
  value: Case,
  programs: readonly string[],
  { ignore: ignored, json }: BisectOptions,
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
  const { lost } = found;
  if (json) printJson(bisectDocument(bisection, value.queries, count, lost));
  else printLines([...bisectionLines(bisection, value.queries, count, ignored), ...lost.map(leftOut)]);
  return bisectionStatus(bisection);
}

function leftOut(lost: LostOracle): string {
  return `left out: ${lostName(lost)}: ${lost.error.kind}: ${lost.error.detail}`;
}

/** Keys of the JSON, joined by commas. */
function keys(text: string, before: readonly IgnorableKey[]): IgnorableKey[] {
  const named = text.split(',').map(word => ignorableKeys.find(key => key === word.trim()));
  if (named.includes(undefined))
    throw new InvalidArgumentError(`It must be some of ${ignorableKeys.join(', ')}, joined by commas.`);
  return [...new Set([...before, ...(named as IgnorableKey[])])];
}

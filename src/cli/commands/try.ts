import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Case, Recipe } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { readCase } from '../../harness/files/read-case.ts';
import type { Parties } from '../../harness/parties/parties.ts';
import { relationsLines } from '../../harness/report/finding/relation-lines.ts';
import { tryLines } from '../../harness/report/finding/try-lines.ts';
import { tryDocument } from '../../harness/report/json/try-document.ts';
import { commandLine } from '../../harness/report/words/command-line.ts';
import { lostName } from '../../harness/report/words/lost-name.ts';
import { type Check, checkQueries } from '../../harness/verdict/check.ts';
import { exitStatusOf } from '../../harness/verdict/exit-status.ts';
import type { Verdict } from '../../harness/verdict/judge.ts';
import { relationQuery } from '../../harness/verdict/relations/relation-query.ts';
import { relations } from '../../harness/verdict/relations/relations.ts';
import type { Profile } from '../../map/profile/profile.ts';
import { profileArgument } from '../options/arguments/profile-argument.ts';
import { examples } from '../options/help.ts';
import { jsonOption } from '../options/json-option.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { adapterOption, type SubjectOptions, subjectOf, subjectOption } from '../options/subject-options.ts';
import { limitsOf, timeoutOption } from '../options/timeout-option.ts';
import { type Session, withSession } from '../session/session.ts';
import { explainFailure } from '../terminal/failure.ts';
import { complain, printJson, printLines } from '../terminal/print.ts';
import { whenFileChanges } from './watch-file.ts';

interface TryOptions extends SubjectOptions {
  readonly oracle: readonly string[];
  readonly gitBisect?: boolean;
  readonly timeout?: number;
  readonly profile?: Profile;
  readonly json?: true;
  readonly watch?: true;
}

/** Exit status by which `git bisect run` skips a commit. */
const untestable = 125;

/** `map-parity try`: one chain, mapped by all programs. */
export function tryCommand(end: (status: number) => void): Command {
  return new Command('try')
    .summary('map one chain with every qemu-img and with ours, and compare')
    .description('write one chain, map it with every qemu-img and with our map, and compare the outputs')
    .argument(
      '<rows...>',
      "rows, base first: '####....' '.0z#.0z#'; whole lines of the notation; or a .case file",
    )
    .addOption(oracleOption())
    .addOption(subjectOption())
    .addOption(adapterOption())
    .addOption(timeoutOption())
    .option(
      '--profile <version>',
      'what every qemu-img must print: the map of this version, like 6.0 (default: of the version that it behaves like)',
      profileArgument,
    )
    .option(
      '--git-bisect',
      'for `git bisect run`: end with 1 also if a qemu-img crashes, and with 125 (skip) if nothing could be judged',
    )
    .addOption(jsonOption('try'))
    .addOption(
      new Option('--watch', 'try again whenever the .case file changes, until Ctrl-C').conflicts([
        'json',
        'gitBisect',
      ]),
    )
    .addHelpText(
      'after',
      `\nCells: . unallocated  0 zero-plain  z zero-allocated  # data  ~ data never written  c compressed\n` +
        `With extl2: - reserved  ! illegal bitmap  [#{8}-{24}] 32 subclusters\n` +
        examples([
          "try '####....' '.0z#.0z#'",
          "try 'base.raw raw 4k size=5000 |##|' 'top.qcow2 qcow2 512 |.0z#cc......|' 'map -s 1k top.qcow2'",
          'try found.case --oracle build/qemu-img',
          'try found.case --json',
          'try mine.case --watch',
        ]),
    )
    .action(async (rows: string[], options: TryOptions) => {
      end(options.gitBisect === true ? await bisectStatus(rows, options) : await tryRows(rows, options));
    });
}

/** The exit status for `git bisect run`: any but 0 and 125 means a bad commit. */
async function bisectStatus(rows: readonly string[], options: TryOptions): Promise<number> {
  try {
    const status = await tryRows(rows, options);
    return status === 3 ? untestable : status;
  } catch (error) {
    for (const line of explainFailure(error).lines) complain(line);
    return untestable;
  }
}

function tryRows(
  rows: readonly string[],
  { oracle, gitBisect, profile, timeout, json, watch, ...subject }: TryOptions,
): Promise<number> {
  const value = caseOf(rows);
  const statusOf = gitBisect === true ? bisectStatusOf : worstStatus;
  const work = (session: Session): Promise<number> =>
    watch === true ? tryAgain(session, rows) : tryCase(session, value, statusOf, json === true);
  return withSession(oracle, work, {
    subject: subjectOf(subject),
    limits: limitsOf(timeout),
    ...(profile !== undefined && { profile }),
  });
}

/** Tries a .case file again and again. A mistake in it is shown, and waits for the next change. */
async function tryAgain(session: Session, words: readonly string[]): Promise<number> {
  const [path] = words;
  if (path === undefined || words.length > 1 || !path.endsWith('.case'))
    throw new HarnessError('bad-file', '--watch needs one .case file');
  await whenFileChanges(path, session.cancel, async () => {
    try {
      await tryCase(session, readCase(path), worstStatus, false);
    } catch (error) {
      for (const line of explainFailure(error).lines) complain(line);
    }
    if (!session.cancel.aborted) complain(`${path} is tried again when it changes; Ctrl-C ends`);
  });
  return 0;
}

function worstStatus(checks: readonly Check[]): number {
  return Math.max(0, ...checks.map(({ verdict }) => exitStatusOf(verdict)));
}

/** Verdicts of checks that were judged; a crash is treated separately. */
const judged: readonly Verdict['kind'][] = ['match', 'divergence', 'model-error', 'broken'];

/** A crash makes a commit bad too. A commit without any judged check is skipped. */
function bisectStatusOf(checks: readonly Check[]): number {
  const kinds = checks.map(({ verdict }) => verdict.kind);
  if (kinds.includes('crash')) return 1;
  return kinds.some(kind => judged.includes(kind)) ? worstStatus(checks) : untestable;
}

function caseOf(words: readonly string[]): Case {
  const [path] = words;
  if (words.length !== 1 || path === undefined || path.includes('|')) return parseRows(words);
  if (path.endsWith('.case')) return readCase(path);
  if (path.includes('/') || existsSync(path)) {
    throw new HarnessError('bad-file', `${path}: the name of a case file must end in .case`, {
      next: `If it is an image, print it as a case: ${commandLine('draw', path)} > mine.case`,
    });
  }
  return parseRows(words);
}

async function tryCase(
  session: Session,
  value: Case,
  statusOf: (checks: readonly Check[]) => number,
  asJson: boolean,
): Promise<number> {
  const folder = session.scratch.caseFolder();
  try {
    return await tryCaseIn(folder.path, session, value, statusOf, asJson);
  } finally {
    folder.drop();
  }
}

async function tryCaseIn(
  folder: string,
  { parties, found }: Session,
  value: Case,
  statusOf: (checks: readonly Check[]) => number,
  asJson: boolean,
): Promise<number> {
  const print = asJson ? () => {} : printLines;
  writeRecipe(value.recipe, folder);
  print(
    printCase({ ...value, queries: [] })
      .trimEnd()
      .split('\n'),
  );
  const all: Check[] = [];
  // A subject that takes an image is asked for the whole map, whatever the queries are: so the checks say what was queried.
  let ofQuery: Check[] = [];
  const printQuery = (): void => {
    if (ofQuery.length > 0) print(tryLines(value.recipe, ofQuery[0]!.query, ofQuery, folder));
    ofQuery = [];
  };
  for await (const check of checkQueries(parties, value.recipe, value.queries, folder)) {
    if (check.query !== ofQuery[0]?.query) printQuery();
    ofQuery.push(check);
    all.push(check);
  }
  printQuery();
  const related = await relationChecks(parties, value.recipe, folder);
  print(relationsLines(value.recipe, related, folder));
  print(found.lost.map(each => `${lostName(each)}: ${each.error.kind}: ${each.error.detail}`));
  if (asJson) printJson(tryDocument(value, [...all, ...related], found.lost));
  return Math.max(found.lost.length > 0 ? 3 : 0, statusOf([...all, ...related]));
}

/** All relations of the top layer. */
async function relationChecks(parties: Parties, recipe: Recipe, folder: string): Promise<Check[]> {
  const queries = relations.map(relation => relationQuery(relation, recipe.layers.at(-1)!.name));
  const checks: Check[] = [];
  for await (const check of checkQueries(parties, recipe, queries, folder)) checks.push(check);
  return checks;
}

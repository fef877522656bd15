import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { ImplementationsTable } from '../../src/explorer/data/implementations.ts';
import { readResult } from '../../src/harness/runs/result/result-file.ts';
import { columnOf, faultyFeatures, type Subject } from './column.ts';
import { type Implementation, implementations, workFolder } from './implementations.ts';

const checkout = join(import.meta.dirname, '../..');

/** The table that the explorer shows. */
const tableFile = join(checkout, 'src/explorer/data/implementations.json');

/** Puts the column of some results into the table, in place of the one of that name. */
function add(paths: readonly string[], subject: Subject): void {
  const text = existsSync(tableFile) ? readFileSync(tableFile, 'utf8') : '{"columns":[]}';
  const { columns } = JSON.parse(text) as ImplementationsTable;
  const column = columnOf(paths.map(readResult), subject, new Date().toISOString().slice(0, 10));
  const place = (name: string): number => {
    const index = implementations.findIndex(known => known.name === name);
    return index === -1 ? implementations.length : index;
  };
  const all = [...columns.filter(({ name }) => name !== subject.name), column];
  const table: ImplementationsTable = { columns: all.toSorted((a, b) => place(a.name) - place(b.name)) };
  writeFileSync(tableFile, `${JSON.stringify(table, undefined, 1)}\n`);
}

/**
 * Runs the campaigns of an implementation, and adds its column. A divergence is what the table is for, and no failure.
 *
 * What shows faults in the first campaign is left out of the next ones, where it would hide how the rest is read. Damaged images
 * come last: an implementation that checks little differs on them in a hundred ways. Findings stay from run to run: what was reduced
 * once needs no more than a replay.
 */
function test({ name, shown, install, options }: Implementation, time: string): void {
  const subject: Subject = { name, version: install(), command: shown };
  const folder = join(workFolder, 'results', name.replaceAll(/\W+/g, '-'));
  mkdirSync(folder, { recursive: true });
  const results: string[] = [];
  const campaign = (...features: readonly string[]): void => {
    const result = join(folder, `${results.length + 1}.json`);
    const { status } = spawnSync(
      join(checkout, 'ci/map-parity'),
      [
        ...['run', '-q', '--no-goldens', '--oracle', '11.1', '--time', time, ...features],
        ...['--findings', `${result}.findings`, '--result', result],
        ...options(),
      ],
      { stdio: 'inherit' },
    );
    if (status !== 0 && status !== 1) throw new Error(`a campaign of ${name} ended with status ${status}`);
    results.push(result);
  };
  const leftOut = (): string[] =>
    faultyFeatures(columnOf(results.map(readResult), subject, '')).map(
      feature => `--without-feature=${feature}`,
    );
  campaign('--without-feature=damage');
  if (leftOut().length > 0) campaign('--without-feature=damage', ...leftOut());
  campaign('--feature=damage', ...leftOut());
  add(results, subject);
}

const program = new Command('implementations').description(
  'fill the table of implementations, src/explorer/data/implementations.json, from campaigns',
);

program
  .command('run')
  .description('install implementations, run two or three campaigns on each, and add their columns')
  .argument(
    '[names...]',
    `those with one of these words in their names, of: ${implementations.map(({ name }) => name).join(', ')}`,
  )
  .option('--time <duration>', 'the time of each campaign', '3m')
  .action((words: readonly string[], { time }: { time: string }) => {
    const chosen = implementations.filter(
      ({ name }) => words.length === 0 || words.some(word => name.includes(word)),
    );
    if (chosen.length === 0) throw new Error(`no implementation is named ${words.join(' or ')}`);
    for (const implementation of chosen) test(implementation, time);
  });

program
  .command('add')
  .description('add the column of any implementation, from the results that `map-parity run --subject` wrote')
  .argument('<results...>', 'the files that --result named')
  .requiredOption('--name <name>', 'its name')
  .requiredOption('--version <version>', 'its version')
  .requiredOption('--command <command>', 'its command, as the table shows it')
  .action((results: readonly string[], subject: Subject) => add(results, subject));

try {
  program.parse();
} catch (error) {
  process.stderr.write(`implementations: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { setGracefulCleanup, withDir } from 'tmp-promise';
import type { InProcess } from '../../src/harness/parties/subject/subject.ts';
import { type Discovery, discover, type Search } from './discovery.ts';
import { type Fault, faults } from './faults.ts';
import { faultyMap } from './faulty-map.ts';
import { meetingHead, meetingRow, meetingSummary } from './meeting-table.ts';
import { type Meeting, meetings } from './meetings.ts';
import { copyCheckout, plant } from './plant.ts';
import { isGap, tableHead, tableRow, tableSummary } from './table.ts';

interface Options {
  readonly oracle: string;
  readonly time: string;
  readonly output?: string;
  readonly meet?: string;
  readonly cases: string;
}

// Ctrl-C removes the copy, too.
setGracefulCleanup();
process.once('SIGINT', () => process.exit(130));

// Plants each fault of the list in a copy of this checkout, and says what finds it. Ends with 1 if there is a gap.
await new Command('mutants')
  .description('plant small faults in the map, and see whether goldens, a sweep and a campaign find them')
  .argument('[words...]', 'only faults whose name has one of these words')
  .option('--oracle <version>', 'the fetched qemu-img to compare with', '11.1')
  .option('--time <duration>', 'the time of each campaign', '30s')
  .option('--output <file>', 'write the table to a file, too')
  .option(
    '--meet <seeds>',
    'instead: where the random cases of so many seeds first meet each fault, told by comparing maps, without a qemu-img',
  )
  .option('--cases <n>', 'with --meet: the cases of each seed', '200')
  .addHelpText('after', '\nExamples:\n  npm run mutants -- --time 10s zero\n  npm run mutants -- --meet 5')
  .action(async (words: readonly string[], { oracle, time, output, meet, cases }: Options) => {
    const chosen = faults.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));
    const lines: string[] = [];
    const print = (line: string): void => {
      lines.push(line);
      process.stdout.write(`${line}\n`);
    };
    process.exitCode = await inCopy(folder =>
      meet === undefined
        ? search(folder, chosen, { oracle, time }, print)
        : meetAll(folder, chosen, { seeds: Number(meet), cases: Number(cases) }, print),
    );
    if (output !== undefined) writeFileSync(output, `${lines.join('\n')}\n`);
  })
  .parseAsync();

function inCopy(work: (folder: string) => Promise<number>): Promise<number> {
  return withDir(
    async ({ path }) => {
      const folder = join(path, '/');
      await copyCheckout(folder);
      return work(folder);
    },
    { unsafeCleanup: true },
  );
}

/** Lets goldens, a sweep and a campaign search for each fault. Returns 1 if there is a gap. */
async function search(
  folder: string,
  chosen: readonly Fault[],
  how: Search,
  print: (line: string) => void,
): Promise<number> {
  const all: Discovery[] = [];
  for (const line of tableHead) print(line);
  for (const fault of chosen) {
    const takeOut = await plant(folder, fault);
    const discovery = await discover(folder, how);
    takeOut();
    all.push(discovery);
    print(tableRow(fault.name, discovery));
  }
  print('');
  print(tableSummary(all));
  return all.some(isGap) ? 1 : 0;
}

/** Where the random cases of each seed first meet each fault. */
async function meetAll(
  folder: string,
  chosen: readonly Fault[],
  { seeds, cases }: { readonly seeds: number; readonly cases: number },
  print: (line: string) => void,
): Promise<number> {
  const faulty: InProcess[] = [];
  for (const [index, fault] of chosen.entries())
    faulty.push(await faultyMap(folder, fault, `faulty-${index}`));
  const met: (Meeting | undefined)[][] = [];
  for (let seed = 1; seed <= seeds; seed++) met.push(await meetings(faulty, seed, cases));
  const byFault = chosen.map((_, index) => met.map(ofSeed => ofSeed[index]));
  for (const line of meetingHead) print(line);
  for (const [index, { name }] of chosen.entries()) print(meetingRow(name, byFault[index]!));
  print('');
  print(meetingSummary(byFault));
  return 0;
}

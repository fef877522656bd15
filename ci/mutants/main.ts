import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { setGracefulCleanup, withDir } from 'tmp-promise';
import { type Discovery, discover } from './discovery.ts';
import { faults } from './faults.ts';
import { copyCheckout, plant } from './plant.ts';
import { isGap, tableHead, tableRow, tableSummary } from './table.ts';

interface Options {
  readonly oracle: string;
  readonly time: string;
  readonly output?: string;
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
  .addHelpText('after', '\nExample: npm run mutants -- --time 10s zero')
  .action(async (words: readonly string[], { oracle, time, output }: Options) => {
    const chosen = faults.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));
    const lines = [...tableHead];
    const all: Discovery[] = [];
    const print = (line: string): void => {
      lines.push(line);
      process.stdout.write(`${line}\n`);
    };
    process.stdout.write(`${tableHead.join('\n')}\n`);
    await withDir(
      async ({ path }) => {
        const folder = join(path, '/');
        await copyCheckout(folder);
        for (const fault of chosen) {
          const takeOut = await plant(folder, fault);
          const discovery = await discover(folder, { oracle, time });
          takeOut();
          all.push(discovery);
          print(tableRow(fault.name, discovery));
        }
      },
      { unsafeCleanup: true },
    );
    print('');
    print(tableSummary(all));
    if (output !== undefined) writeFileSync(output, `${lines.join('\n')}\n`);
    process.exitCode = all.some(isGap) ? 1 : 0;
  })
  .parseAsync();

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { makeFolder } from '../../harness/files/output-folder.ts';
import { oraclesHint } from '../../harness/parties/oracle/cache/oracles-hint.ts';
import { boundsLines, brokenLine } from '../../harness/report/bench/bounds-lines.ts';
import { shellWord } from '../../harness/report/words/command-line.ts';
import { isBroken } from '../../harness/runs/bounds/bound.ts';
import { type BoundsImage, boundsImages } from '../../harness/runs/bounds/bounds-image.ts';
import { type HeldImage, holdBounds } from '../../harness/runs/bounds/hold-bounds.ts';
import { wholeNumber } from '../options/arguments/whole-number.ts';
import { examples } from '../options/help.ts';
import { oracleOption } from '../options/oracle-option.ts';
import { withSession } from '../session/session.ts';
import { complain, printLines } from '../terminal/print.ts';

interface BoundsOptions {
  readonly oracle: readonly string[];
  readonly seed: number;
  readonly damaged: number;
  readonly output: string;
  readonly words: readonly string[];
}

/** `map-parity bounds`: whether our map stays within its bounds on damaged and on the worst images. */
export function boundsCommand(end: (status: number) => void): Command {
  return new Command('bounds')
    .summary('hold the CPU and memory of our map against those of real qemu-imgs')
    .description(
      'map the worst images of every format and damaged ones, and hold CPU and memory of our map against those of real ' +
        'qemu-imgs: twice as much is allowed, and 100 ms and 50 MB beyond the start of Node',
    )
    .argument('[words...]', 'only images whose format or name has one of these words')
    .addOption(oracleOption())
    .option('--seed <n>', 'seed of the damage', wholeNumber(), 1)
    .option('--damaged <n>', 'damaged images of each format', wholeNumber(), 20)
    .option(
      '--output <folder>',
      'folder for the table, and for images that take too much',
      '.map-parity/bounds',
    )
    .addHelpText('after', examples(['bounds', 'bounds luks --damaged 0', 'bounds --oracle 7.2 --seed 3']))
    .action(async (words: readonly string[], options: Omit<BoundsOptions, 'words'>) => {
      refuseSources();
      end(await run({ ...options, words }));
    });
}

/** The bounds hold for the command as it is shipped, in one file. */
function refuseSources(): void {
  if (!process.argv[1]!.endsWith('.ts')) return;
  throw new HarnessError('from-sources', 'bounds would measure a map that starts from its sources', {
    next: 'In a checkout use npm run bounds -- WORDS, which builds the command first.',
  });
}

/** Exit status if our map takes too much. */
const tooMuch = 1;

function run({ oracle: paths, seed, damaged, output, words }: BoundsOptions): Promise<number> {
  return withSession(paths, async ({ found, scratch, cancel }) => {
    const { oracles } = found;
    if (oracles.length === 0) {
      throw new HarnessError('no-oracle', 'no qemu-img to measure against', {
        next: oraclesHint('name one by --oracle'),
      });
    }
    const ours = [process.execPath, process.argv[1]!];
    const images = boundsImages({ seed, damaged, words });
    const all: HeldImage[] = [];
    for await (const one of holdBounds({ images, oracles, ours, scratch, cancel })) {
      all.push(one);
      if (isBroken(one.held)) complain(brokenLine(one, keep(one.image, output)));
    }
    const lines = boundsLines(all);
    makeFolder(output);
    writeFileSync(join(output, 'bounds.md'), `${lines.join('\n')}\n`);
    printLines(lines);
    return all.some(one => isBroken(one.held)) ? tooMuch : 0;
  });
}

/** Writes an image and its command into a folder of its own. Returns the folder. */
function keep({ format, name, words, write }: BoundsImage, output: string): string {
  const folder = join(output, `${format}-${name.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`);
  makeFolder(folder);
  write(folder);
  writeFileSync(join(folder, 'command'), `qemu-img map ${words.map(shellWord).join(' ')}\n`);
  return folder;
}

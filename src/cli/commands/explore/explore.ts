import { Command } from 'commander';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { PictureError } from '../../../../generators/recipe/picture/text/picture-error.ts';
import { addressOf } from '../../../explorer/shell/address.ts';
import { packText } from '../../../explorer/shell/packed-text.ts';
import { HarnessError } from '../../../harness/basics/harness-error.ts';
import { examples } from '../../options/help.ts';
import { type ImageOptions, withImageOptions } from '../../options/image-options.ts';
import { listenForInterrupt } from '../../terminal/interrupt.ts';
import { complain, printLine } from '../../terminal/print.ts';
import { readInput } from '../../terminal/read-input.ts';
import { pictureOf } from '../picture-of.ts';
import { openBrowser } from './open-browser.ts';
import { pageFolder } from './page-folder.ts';
import { servePage } from './serve-page.ts';

interface ExploreOptions extends ImageOptions {
  readonly open: boolean;
}

/** `map-parity explore`: the explorer in a browser, with a chain. */
export function exploreCommand(end: (status: number) => void): Command {
  const command = new Command('explore')
    .summary('show a chain in a browser: its layers, what map says of them, and why')
    .description(
      'serve the explorer on 127.0.0.1 and open it in a browser, until Ctrl-C; no byte of an image leaves the machine',
    )
    .argument(
      '[files...]',
      'cases, or the top images of chains, as for draw: each is opened on a page of its own',
    )
    .option('--no-open', 'print the address only');
  return withImageOptions(command)
    .addHelpText('after', examples(['explore mine.case', 'explore top.qcow2 other.qcow2', 'explore']))
    .action(async (files: readonly string[], options: ExploreOptions) => {
      const hashes =
        files.length === 0 ? [''] : await Promise.all(files.map(file => chainAddress(file, options)));
      const interruption = listenForInterrupt();
      const served = await servePage(pageFolder());
      for (const hash of hashes) {
        const address = `${served.address}${hash}`;
        printLine(address);
        if (options.open) openBrowser(address);
      }
      complain('map-parity: Ctrl-C ends it');
      await new Promise(resolve => interruption.signal.addEventListener('abort', resolve));
      served.close();
      interruption.release();
      end(interruption.status() ?? 0);
    });
}

/** Longer addresses are refused by some browsers. */
const longest = 1_000_000;

/** The address of the view that shows the chain of a file. */
async function chainAddress(file: string, options: ImageOptions): Promise<string> {
  const text = caseIn(file) ?? (await pictureOf(file, options));
  const hash = addressOf('chain', '', { c: await packText(text) });
  if (hash.length <= longest) return hash;
  throw new HarnessError('too-long', `the picture of ${file} is too long for an address`, {
    next: 'Drop its files on the view "Drop files", which reads them itself.',
  });
}

/** The text of a case; undefined if the file is none, but an image. */
function caseIn(file: string): string | undefined {
  if (!file.endsWith('.case')) return undefined;
  const text = readInput(file).toString();
  try {
    parseCase(text);
  } catch (error) {
    if (!(error instanceof PictureError)) throw error;
    complain(`map-parity: ${file}: ${error.message}`);
  }
  return text;
}

import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { withDir } from 'tmp-promise';
import { buildExplorer } from '../../test/support/build-explorer.ts';
import { chromiumPath, startChromium } from '../../test/support/chromium.ts';
import { bigImage } from './big-image.ts';
import { type Figure, figureTable } from './figure.ts';
import { firstView } from './first-view.ts';
import { typing } from './typing.ts';

// Prints what the explorer takes of time and memory, in a Chromium of this machine, as Markdown.
if (chromiumPath === undefined)
  process.stdout.write('explorer: 5 figures skipped: CHROMIUM names no Chromium, and /usr/bin has none\n');
else await withDir(async ({ path }) => print(await measured(path)), { unsafeCleanup: true });

async function measured(folder: string): Promise<Figure[]> {
  const address = await buildExplorer(join(folder, 'page'));
  const browser = await startChromium();
  try {
    const place = { browser, address };
    return [await firstView(place), await typing(place), ...(await bigImage(place, folder))];
  } finally {
    await browser.close();
  }
}

function print(figures: readonly Figure[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const host = `${cpus().length} cores of ${cpus()[0]?.model.trim() ?? process.arch}, load ${loadavg()[0]!.toFixed(1)}`;
  const missed = figures.filter(({ reached }) => !reached).length;
  const lines = [
    `The explorer on ${date}, ${host}, Node ${process.versions.node}:`,
    '',
    ...figureTable(figures),
    '',
    `${missed} of ${figures.length} figures miss their aim`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

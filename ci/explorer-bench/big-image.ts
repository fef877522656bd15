import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { mixedImage, topName } from '../../src/harness/runs/bench/images.ts';
import { type BenchPage, openTab, timeToMap } from './bench-page.ts';
import { type Figure, medianOf } from './figure.ts';
import { longestFrame } from './longest-frame.ts';
import { peakMemory } from './peak-memory.ts';

const clusters = 1_048_576;

/** What `npm run build` makes. */
const command = fileURLToPath(new URL('../../dist/qemu-img-map.cjs', import.meta.url));

/** Times that it is mapped in each way. */
const runs = 5;

/** What a big image takes when it is dropped: time, frames, memory. */
export async function bigImage(place: BenchPage, folder: string): Promise<Figure[]> {
  mixedImage(clusters, 'full')(folder);
  const path = join(folder, topName);
  const [inNode, inPage]: [number[], number[]] = [[], []];
  const frames: number[] = [];
  for (let run = 0; run < runs; run++) {
    inNode.push(timeInNode(folder));
    const page = await openTab(place, '#/files');
    inPage.push(await timeToMap(page, 'change', () => page.locator('input[type=file]').setInputFiles(path)));
    frames.push(await longestFrame(page, () => look(page)));
    await page.close();
  }
  const memory = await peakMemory(place, async page => {
    await timeToMap(page, 'change', () => page.locator('input[type=file]').setInputFiles(path));
    await look(page);
  });
  const [node, explorer, frame] = [inNode, inPage, frames].map(medianOf) as [number, number, number];
  const name = `a dropped image of ${clusters.toLocaleString('en')} mixed clusters`;
  return [
    {
      name: `${name}, until it is painted`,
      measured: `${explorer.toFixed(0)} ms, ${(explorer / node).toFixed(1)} times the ${node.toFixed(0)} ms of the command in Node`,
      aim: '≤ 3 times',
      reached: explorer <= 3 * node,
    },
    {
      name: `${name}, the longest frame of zooming and panning`,
      measured: `${frame.toFixed(0)} ms`,
      aim: '≤ 50 ms',
      reached: frame <= 50,
    },
    {
      name: `${name}, the peak memory of the tab`,
      measured: `${(memory.whole / 1e6).toFixed(0)} MB, of which the empty page takes ${(memory.empty / 1e6).toFixed(0)} MB`,
      aim: '< 300 MB',
      reached: memory.whole < 300e6,
    },
  ];
}

/** Milliseconds that the command takes for the same map, its start included: the worker of a page is as new to the code. */
function timeInNode(folder: string): number {
  const began = performance.now();
  execFileSync(process.execPath, [command, '--output=json', topName], { cwd: folder, stdio: 'ignore' });
  return performance.now() - began;
}

/** Goes closer, to both sides, and back, a map at each step. */
async function look(page: Page): Promise<void> {
  const steps = ['closer', 'closer', 'later →', '← earlier', 'closer', 'later →', 'farther', 'all'];
  // A click of the page itself: that of a debugger looks for the button first, within the frame.
  for (const name of steps)
    await timeToMap(page, 'click', () =>
      page.evaluate(
        `[...document.querySelectorAll('button')].find(each => each.textContent === '${name}').click()`,
      ),
    );
}

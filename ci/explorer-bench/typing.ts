import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchPage, openTab, timeToMap } from './bench-page.ts';
import { type Figure, medianOf } from './figure.ts';

/** Milliseconds. */
const most = 50;

/** Keys in each case. */
const keys = 3;

/**
 * The time from a key to the painted map, in each golden case. The key adds a line at the end of the text: to the worker, which keeps
 * the last chain by its text, that is another chain.
 */
export async function typing(place: BenchPage): Promise<Figure> {
  const names = readdirSync(join(import.meta.dirname, '../../golden/cases'))
    .filter(file => file.endsWith('.case'))
    .map(file => file.replace(/\.case$/, ''));
  const page = await openTab(place, '#/chain');
  await page.locator('.bar').first().waitFor();
  const times: number[] = [];
  for (const name of names) {
    await timeToMap(page, 'hashchange', () =>
      page.evaluate(`location.hash = '#/chain/${encodeURIComponent(name)}'`),
    );
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    const measured: number[] = [];
    for (let key = 0; key < keys; key++)
      measured.push(await timeToMap(page, 'keydown', () => page.keyboard.press('Enter')));
    times.push(medianOf(measured));
  }
  await page.close();
  const worst = Math.max(...times);
  return {
    name: `from a key to the painted map, in ${times.length} golden cases`,
    measured: `median ${medianOf(times).toFixed(0)} ms, worst ${worst.toFixed(0)} ms (${names[times.indexOf(worst)]})`,
    aim: `< ${most} ms`,
    reached: worst < most,
  };
}

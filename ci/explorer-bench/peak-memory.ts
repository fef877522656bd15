import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { type BenchPage, openTab } from './bench-page.ts';

/** Bytes of the process that shows the page, at most, with the parts of Chromium that it shares with others. */
export interface PeakMemory {
  /** While the page is empty. */
  readonly empty: number;
  readonly whole: number;
}

/** The memory that a tab takes while something is done in it: page, worker, pictures and all. */
export async function peakMemory(place: BenchPage, act: (page: Page) => Promise<void>): Promise<PeakMemory> {
  const page = await openTab(place, '#/files');
  const session = await place.browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  // One of them is spare, and stays small.
  const peak = (): number => Math.max(...renderers.map(peakOf));
  const empty = peak();
  for (const id of renderers) writeFileSync(`/proc/${id}/clear_refs`, '5');
  await act(page);
  const whole = peak();
  await page.close();
  return { empty, whole };
}

/** See proc_pid_status(5). */
function peakOf(process: number): number {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${process}/status`, 'latin1'))!;
  return Number(kilobytes) * 1024;
}

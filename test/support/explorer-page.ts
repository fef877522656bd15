import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { startChromium } from './chromium.ts';

/** How a page is looked at. */
export interface Look {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** A page that was opened, and what must not happen on it. */
export interface OpenedPage {
  readonly page: Page;
  /** Closes it; fails if the page complained on its console, or asked for anything but its own files. */
  close(): Promise<void>;
}

/** Opens the page at a hash. */
export async function openExplorer(
  browser: Browser,
  hash: string,
  { width = 1280, colorScheme = 'light' }: Look = {},
): Promise<OpenedPage> {
  const address = inject('explorerAddress');
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  const own = new URL('.', address).href;
  const isOwn = (url: string): boolean => url.startsWith(own) || /^(data|blob):/.test(url);
  const strange: string[] = [];
  page.on('request', request => isOwn(request.url()) || strange.push(request.url()));
  await page.goto(`${address}${hash}`);
  await page.locator('main h1').waitFor();
  return {
    page,
    close: async () => {
      await page.close();
      expect({ complaints, strange }).toEqual({ complaints: [], strange: [] });
    },
  };
}

/** For a test file: starts Chromium, and returns what opens the page at a hash. */
export function explorerInChromium(): (hash: string) => Promise<OpenedPage> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  return hash => openExplorer(browser, hash);
}

/** What axe finds on the page as it is now: nothing, one hopes. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the policy of the page doesn't bind. It does bind requests: so nothing is preloaded.
  await page.evaluate(await axeSource());
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
    ).axe.run({ preload: false });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
  });
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

async function axeSource(): Promise<string> {
  const { default: axe } = await import('axe-core');
  return axe.source;
}

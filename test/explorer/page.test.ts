import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { chromiumPath, startChromium } from '../support/chromium.ts';
import { axeFindings, openExplorer } from '../support/explorer-page.ts';

// The bench tells how far it is from the 350 kB at which it aims; a few more stop no addition to the library.
test('the first view takes less than 375 kB compressed', () => {
  const sizes = ['index.html', 'explorer.css', 'explorer.js', 'caseNames.data.js'].map(
    name => gzipSync(readFileSync(new URL(name, inject('explorerAddress')))).length,
  );
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`the first view of the explorer: ${whole} bytes compressed`);
  expect(whole).toBeLessThan(375_000);
});

describe.skipIf(chromiumPath === undefined)(
  'in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    test('every view opens from a file, asks for nothing else, and axe finds nothing', async () => {
      const { page, close } = await openExplorer(browser, '');
      const links = await page.locator('nav a').all();
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) {
        await link.click();
        await page.locator('main h1', { hasText: await link.innerText() }).waitFor();
        await expect.poll(() => page.title()).toContain(await link.innerText());
        expect(await page.locator('nav a[aria-current=page]').count()).toBe(1);
        expect(await axeFindings(page)).toEqual([]);
      }
      await close();
    });

    test('no view is wider than a phone, in the dark', async () => {
      const { page, close } = await openExplorer(browser, '', { width: 375, colorScheme: 'dark' });
      for (const link of await page.locator('nav a').all()) {
        await link.click();
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect({ view: await link.innerText(), overflow }).toEqual({
          view: await link.innerText(),
          overflow: 0,
        });
        expect(await axeFindings(page)).toEqual([]);
      }
      await close();
    });

    test('the policy forbids every request', async () => {
      const { page } = await openExplorer(browser, '');
      const complaint = page.waitForEvent('console');
      await page.evaluate('fetch("http://127.0.0.1:9/").catch(() => {})');
      expect((await complaint).text()).toContain('violates the following Content Security Policy directive');
      await page.close();
    });
  },
);

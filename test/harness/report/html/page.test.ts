import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { htmlPage } from '../../../../src/harness/report/html/page.ts';
import type { Result } from '../../../../src/harness/runs/result/result.ts';
import { campaignResult, faultyCampaign, faulty as wrong } from '../../../support/campaign-result.ts';
import { chromiumPath, startChromium } from '../../../support/chromium.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const made = faultyCampaign();

test('the page refers to no other resource and contains no script', () => {
  const html = htmlPage(made.faulty, made.scratch);
  expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/);
  expect([...html.matchAll(/\b(?:href|src)="([^"]*)"/g)].every(([, target]) => target!.startsWith('#'))).toBe(
    true,
  );
});

test('the page names a case of each error of a qemu-img', async () => {
  const result = await campaignResult(made.scratch, { lie: 'prints nothing', cases: 1 });
  expect(htmlPage(result, made.scratch)).toMatch(
    /<pre>oracle error: .*\n {2}.* for example in seed 47, case 0<\/pre>/,
  );
});

describe.skipIf(chromiumPath === undefined)(
  'in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await startChromium();
    });
    afterAll(() => browser?.close());

    /** The page of a result, opened as a file. Messages on its console and requests for anything else are errors. */
    async function opened(
      result: Result,
      width = 1280,
      colorScheme: 'light' | 'dark' = 'light',
    ): Promise<Page> {
      const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
      const complaints: string[] = [];
      page.on('console', message => complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(error.message));
      const requests: string[] = [];
      page.on('request', request => requests.push(request.url()));
      folder.put('page.html', htmlPage(result, made.scratch));
      const url = pathToFileURL(join(folder.path, 'page.html')).href;
      await page.goto(url);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [url] });
      return page;
    }

    test('starts with the verdict and draws every finding', async () => {
      const page = await opened(made.faulty);
      expect(await page.locator('h1').innerText()).toMatch(/^Divergence, \d+ new findings?; goldens fail$/);
      expect(await page.locator('article').count()).toBe(made.faulty.findings.length);
      for (const article of await page.locator('article').all()) {
        expect(await article.locator('.cell').count()).toBeGreaterThan(0);
        expect(await article.locator('.bar').count()).toBeGreaterThan(0);
      }
      const ids = await page.locator('section').evaluateAll(all => all.map(({ id }) => id));
      expect(ids).toEqual(['versions', 'findings', 'before', 'counts', 'coverage']);
      await page.close();
    });

    test('escapes its texts', async () => {
      const page = await opened(made.faulty);
      expect(await page.getByText('golden: 002-<b>&"quoted"\ufffd').count()).toBe(1);
      await page.close();
    });

    test('aligns bars and cells of the same guest bytes', async () => {
      const page = await opened(made.faulty);
      const broken = page.locator('article').filter({ hasText: 'contradict' });
      const [tick, place, differs] = await Promise.all(
        ['.tick', '.place', '.differs'].map(name => broken.locator(name).first().boundingBox()),
      );
      expect(place!.x).toBeCloseTo(differs!.x, -1);
      expect(place!.y).toBeLessThanOrEqual(tick!.y + 1);
      expect(place!.y + place!.height).toBeGreaterThan(differs!.y + differs!.height);
      await page.close();
    });

    test('shows the table entry of a cell to pointer and keyboard', async () => {
      const page = await opened(made.faulty);
      const cell = page.locator('.cell').first();
      const popup = cell.locator('.popup');
      expect(await popup.isVisible()).toBe(false);
      await cell.hover();
      expect(await popup.innerText()).toMatch(/^\w[\w-]*, 0 to .*\ndepth 0/);
      expect(await popup.innerText()).toContain('L1[0] = 0x');
      await page.mouse.move(0, 0);
      await cell.focus();
      expect(await popup.isVisible()).toBe(true);
      await page.keyboard.press('Tab');
      expect(await popup.isVisible()).toBe(false);
      await page.close();
    });

    test.each([
      [1280, 'light'],
      [1280, 'dark'],
      [360, 'light'],
    ] as const)('is no wider than a window of %i pixels, %s', async (width, scheme) => {
      const page = await opened(made.faulty, width, scheme);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(paper).toBe(scheme === 'dark' ? 'rgb(18, 22, 28)' : 'rgb(255, 255, 255)');
      await page.close();
    });

    test('is no wider than the window if findings are not reduced', async () => {
      const { faulty, scratch } = made;
      let pages = 0;
      for (let seed = 2; pages < 3; seed++) {
        const result = await campaignResult(scratch, { subject: wrong, seed, reduction: 0 });
        if (result.findings.length === 0) continue;
        pages++;
        const page = await opened({ ...faulty, findings: result.findings }, 360);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        await page.close();
      }
    });

    test('has a square with its names for each pair that is not covered', async () => {
      const page = await opened(await campaignResult(made.scratch, { cases: 1 }));
      expect(await page.locator('article').count()).toBe(0);
      expect(await page.locator('.matrix rect.uncovered title').first().textContent()).toMatch(
        /^not covered: .* with /,
      );
      await page.close();
    });
  },
);

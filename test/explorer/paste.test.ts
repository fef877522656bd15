import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { axeFindings, explorerInChromium } from '../support/explorer-page.ts';

/** As qemu-img 7.2 printed it for the chain of the README, with the prompt before it. */
const json = `$ qemu-img map --output=json top.qcow2
[{ "start": 0, "length": 65536, "depth": 2, "present": true, "zero": false, "data": true, "offset": 327680},
{ "start": 65536, "length": 65536, "depth": 0, "present": true, "zero": true, "data": false},
{ "start": 131072, "length": 65536, "depth": 1, "present": true, "zero": false, "data": true, "offset": 327680},
{ "start": 196608, "length": 65536, "depth": 0, "present": true, "zero": true, "data": false},
{ "start": 262144, "length": 65536, "depth": 2, "present": false, "zero": true, "data": false}]
$`;

const first = 'A text with a map';
const second = 'Another one, to compare (optional)';

describe.skipIf(chromiumPath === undefined)(
  'a pasted map in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();

    const chainOf = (page: Page, number: number): Promise<string> =>
      page.locator(`section[aria-label="Map ${number}"] > pre`).innerText();

    test('becomes a picture of a chain that prints it, whose address can be opened again', async () => {
      const { page, close } = await open('#/paste');
      await page.getByLabel(first).fill(json);
      await page.locator('section[aria-label="Map 1"] .drawing').waitFor();
      expect(await page.getByText('5 extents: a map of qemu 6.1 to 8.1').count()).toBe(1);
      const chain = await chainOf(page, 1);
      expect(chain).toMatch(/^base\.qcow2 .* \|#\.{4}\|$/m);
      expect(chain).toMatch(/^mid1\.qcow2 .* \|\.\.#\.\.\|$/m);
      expect(chain).toMatch(/^top\.qcow2 .* \|\.0\.0\.\|$/m);
      await page.waitForURL(/one=/);
      const again = await open(new URL(page.url()).hash);
      await again.page.locator('section[aria-label="Map 1"] .drawing').waitFor();
      expect(await chainOf(again.page, 1)).toBe(chain);
      await again.close();
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('is compared with another one, range by range, in what both print', async () => {
      const { page, close } = await open('#/paste');
      await page.getByLabel(first).fill(json);
      // Of 5.2: without present, and the two last clusters are one entry if their depth is the same.
      const older = json.replaceAll(/"present": \w+, /g, '').replace('"depth": 1', '"depth": 0');
      await page.getByLabel(second).fill(older);
      await page.locator('.comparison').waitFor();
      expect(await page.getByText('They differ in 1 of 5 ranges.').count()).toBe(1);
      expect(await page.locator('tr.different td').allInnerTexts()).toEqual([
        '131072…196607',
        '≠ depth',
        'depth 1, present, not zero, data, at 327680',
        'depth 0, not zero, data, at 327680',
      ]);
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('that is none, or is wrong, is told by its line', async () => {
      const { page, close } = await open('#/paste');
      await page.getByLabel(first).fill('hello');
      expect(await page.locator('.mistake').innerText()).toBe('map 1: there is no map in this text');
      await page.getByLabel(first).fill(json.replace('"start": 65536', '"start": 65537'));
      await page.getByText('map 1:3:').waitFor();
      await close();
    });
  },
);

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { axeFindings, explorerInChromium } from '../support/explorer-page.ts';

/** Types over the whole text of the editor. */
async function typeOver(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Notes in `times` how long each task of the worker takes, in milliseconds. */
const timeTasks = `(() => {
  globalThis.times = [];
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message) {
    const began = performance.now();
    const note = ({ data }) => {
      if (data.id !== message.id) return;
      times.push(performance.now() - began);
      this.removeEventListener('message', note);
    };
    this.addEventListener('message', note);
    post.call(this, message);
  };
})()`;

const lines = (page: Page, version: string): Promise<string> =>
  page.locator(`section[aria-label="the answer of qemu-img ${version}"] pre`).innerText();

describe.skipIf(chromiumPath === undefined)(
  'the chain in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();

    test('what is typed is drawn and mapped as each version does, equal answers in one column', async () => {
      const { page, close } = await open('#/chain');
      await typeOver(page, 'base.qcow2 qcow2 64k |##|\ntop.qcow2 qcow2 64k size=192k |.0|\nmap top.qcow2\n');
      await page.locator('.ended').waitFor();
      expect(await page.locator('.ended').innerText()).toBe('ends at 128k');
      expect(await page.locator('.answers figcaption b').allInnerTexts()).toEqual([
        'qemu-img 5.2',
        'qemu-img 7.2',
        'qemu-img 10.0, 11.1',
      ]);
      // As the qemu-img of each version printed it for this chain.
      expect(await lines(page, '5.2')).toBe(
        [
          '[{ "start": 0, "length": 65536, "depth": 1, "zero": false, "data": true, "offset": 327680},',
          '{ "start": 65536, "length": 131072, "depth": 0, "zero": true, "data": false}]',
        ].join('\n'),
      );
      expect(await lines(page, '7.2')).toContain(
        '"start": 131072, "length": 65536, "depth": 0, "present": false',
      );
      expect(await page.locator('.reasons code').allInnerTexts()).toEqual(['presentKey', 'compressedKey']);
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('a key that is pressed has a new map, whose time is printed', async () => {
      const { page, close } = await open('#/chain/006-each-state-after-each');
      await page.locator('.bar').first().waitFor();
      await page.evaluate(timeTasks);
      await page.locator('.cm-line').nth(1).click();
      await page.keyboard.press('Home');
      for (let step = 0; step < 22; step++) await page.keyboard.press('ArrowRight');
      for (let key = 0; key < 9; key++) {
        const before = await page.locator('.end').innerText();
        await page.keyboard.type('#');
        await expect.poll(() => page.locator('.end').innerText(), { timeout: 20_000 }).not.toBe(before);
      }
      const times = (await page.evaluate('times')) as number[];
      expect(times.length).toBeGreaterThanOrEqual(9);
      console.log(`from a key to its map: ${times.map(time => time.toFixed(0)).join(', ')} ms`);
      await close();
    });

    test('a mistake is marked where it is, with its words, and the last drawing stays', async () => {
      const { page, close } = await open('#/chain');
      await page.locator('.bar').first().waitFor();
      await typeOver(page, 'top.qcow2 qcow2 64k |.x|');
      const mark = page.locator('.cm-lintRange-error');
      expect(await mark.innerText()).toBe('x|');
      expect(await page.locator('pre.mistake').innerText()).toContain('x is not a cell');
      await mark.hover();
      expect(await page.locator('.cm-diagnostic').innerText()).toContain('x is not a cell');
      expect(await page.locator('.old .bar').count()).toBeGreaterThan(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('a task that takes long can be cancelled, and the next one is done by a new worker', async () => {
      const { page, close } = await open('#/chain');
      await page.locator('.bar').first().waitFor();
      // The worker never hears of the next task, as if that took for ever.
      await page.evaluate(`(() => {
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function () { Worker.prototype.postMessage = post; };
      })()`);
      await typeOver(page, 'top.qcow2 qcow2 64k |#|');
      await page.getByRole('button', { name: 'Cancel' }).click();
      expect(await page.locator('pre.mistake').innerText()).toBe('It was cancelled.');
      await typeOver(page, 'top.qcow2 qcow2 64k |#0|');
      await page.locator('.end', { hasText: '128k' }).waitFor();
      expect(await page.locator('pre.mistake').count()).toBe(0);
      await close();
    });

    test('attributes of the format are completed', async () => {
      const { page, close } = await open('#/chain');
      await typeOver(page, 'top.qcow2 qcow2 64k ');
      await page.keyboard.type('ex');
      await page.locator('.cm-completionLabel').first().waitFor();
      expect(await page.locator('.cm-completionLabel').allInnerTexts()).toContain('extl2');
      await close();
    });

    test('the keyboard points at a byte, whose entries are told bit by bit', async () => {
      const { page, close } = await open('#/chain/047-what-present-tells?q=3');
      const cells = page.locator('.drawing [data-at]');
      await cells.first().waitFor();
      await cells.first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('.explained li').first().waitFor();
      expect(await page.locator('input[placeholder]').inputValue()).toBe('65536');
      expect(await page.locator('.explained').innerText()).toContain(
        'zero-plain, reads as zeros: this layer decides',
      );
      const fields = await page.locator('.word').nth(1).locator('.field').allInnerTexts();
      expect(fields.map(text => text.split('\n').join(' '))).toContain('bit 0 1 reads as zeros');
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('the address holds the chain, and what is looked at, there and back', async () => {
      const { page, close } = await open('#/chain');
      await typeOver(page, '# ünïcode\ntop.qcow2 qcow2 64k |#0|\n');
      await page.getByLabel('table', { exact: true }).check();
      await page.locator('.drawing [data-at="65536"]').first().click();
      await page.waitForURL(/c=.*o=human.*at=65536/);
      const { hash } = new URL(page.url());
      await close();
      const again = await open(hash);
      await again.page.locator('.explained li').first().waitFor();
      expect((await again.page.locator('.cm-content').innerText()).trimEnd()).toBe(
        '# ünïcode\ntop.qcow2 qcow2 64k |#0|',
      );
      expect(await lines(again.page, '5.2, 7.2, 10.0, 11.1')).toContain('Mapped to');
      await again.close();
    });

    test.each(['#/gallery', '#/chain/001-unallocated'])(
      'who goes on to %s while the address is written gets there',
      async next => {
        const { page, close } = await open('#/chain');
        await page.locator('.bar').first().waitFor();
        // The last call before the address is written; the page is told of the new one in a later task.
        await page.evaluate(`(() => {
          const { btoa } = globalThis;
          globalThis.btoa = text => {
            location.hash = '${next}';
            globalThis.btoa = btoa;
            return btoa(text);
          };
        })()`);
        await typeOver(page, 'top.qcow2 qcow2 64k |#0|');
        await page.waitForURL(url => url.hash === next, { timeout: 10_000 });
        // A later address would have been written by now.
        await page.waitForTimeout(400);
        expect(new URL(page.url()).hash).toBe(next);
        await page
          .locator(next === '#/gallery' ? 'ul.goldens' : 'text=Nothing is allocated')
          .first()
          .waitFor();
        await close();
      },
    );

    test('the whole is seen beside a part of it, and leads to any other by click and by keyboard', async () => {
      const { page, close } = await open('#/chain');
      await page.locator('.bar').first().waitFor();
      expect(await page.getByRole('slider').count()).toBe(0);
      await typeOver(page, `top.qcow2 qcow2 64k |${'#'.repeat(32)}${'0'.repeat(31)}c|`);
      await page.locator('.end', { hasText: '4M' }).waitFor();
      await page.getByRole('button', { name: 'closer' }).click();
      const slider = page.getByRole('slider', { name: 'Where in the image' });
      expect(await slider.getAttribute('aria-valuetext')).toBe(
        '1572864 (1536k) to 1638400 (1600k): 100% data',
      );
      expect(await axeFindings(page)).toEqual([]);
      await slider.focus();
      await page.keyboard.press('End');
      await page.locator('.tick', { hasText: '3M' }).first().waitFor();
      const strip = page.locator('.strip');
      expect(await strip.locator('span').last().getAttribute('title')).toContain('100% compressed');
      await strip.click({ position: { x: 2, y: 10 } });
      await page.locator('.tick[title="0 bytes"]').waitFor();
      await close();
    });

    test('an address that was cut off says so', async () => {
      const { page, close } = await open('#/chain?c=q1b');
      expect(await page.locator('main .mistake').innerText()).toContain('a part of it may be missing');
      await close();
    });
  },
);

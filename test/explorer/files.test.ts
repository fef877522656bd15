import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { runMap } from '../../src/map/command/run-map.ts';
import { NodeHost } from '../../src/map/host/nodejs/node-host.ts';
import { newest } from '../../src/map/profile/profile.ts';
import { chromiumPath } from '../support/chromium.ts';
import { axeFindings, explorerInChromium } from '../support/explorer-page.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();
const paths = (...names: string[]): string[] => names.map(name => join(folder.path, name));

writeRecipe(
  parseCase(
    [
      'base.qcow2 qcow2 64k |##..0|',
      'mid.qcow2 qcow2 64k data=mid.data |..#.~|',
      'top.qcow2 qcow2 64k |.0.z.|',
    ].join('\n'),
  ).recipe,
  folder.path,
);

/** What the command prints of an image in the folder. */
function printed(...words: string[]): string {
  let text = '';
  const take = (bytes: Uint8Array): void => {
    text += Buffer.from(bytes).toString();
  };
  const host = new NodeHost({ directory: folder.path });
  runMap(words, { profile: newest, host, stdout: take, stderr: take });
  return text.trimEnd();
}

const answer = (page: Page): Promise<string> => page.locator('.answers pre').last().innerText();

describe.skipIf(chromiumPath === undefined)(
  'dropped files in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();

    test('a chain of three with a data file is found, drawn and mapped; what is missing is asked for by name', async () => {
      const { page, close } = await open('#/files');
      await page.locator('input[type=file]').setInputFiles(paths('top.qcow2', 'mid.qcow2'));
      await page.locator('.missing').waitFor();
      expect(await page.locator('.missing').innerText()).toContain('“mid.data”');
      expect(await answer(page)).toContain("Could not open 'mid.data': No such file or directory");
      await page.locator('input[type=file]').setInputFiles(paths('mid.data', 'base.qcow2'));
      await page.locator('.drawing .label', { hasText: 'depth 2' }).waitFor();
      expect(await page.locator('.missing').count()).toBe(0);
      expect(await page.getByLabel('qemu-img map').inputValue()).toBe('top.qcow2');
      expect(await answer(page)).toBe(printed('--output=json', 'top.qcow2'));
      expect(await page.locator('section[aria-label="the case"]').innerText()).toContain('data=mid.data');
      await page.locator('.drawing [data-at="131072"]').first().click();
      await page.locator('.explained li').nth(1).waitFor();
      expect(await page.locator('.explained').innerText()).toContain(
        'of the data file mid.data: this layer decides',
      );
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('files are dropped as well as chosen, and arguments of map can be typed', async () => {
      const { page, close } = await open('#/files');
      const dropped = await page.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(131072).fill(1)], 'top.raw'));
        return transfer;
      })()`);
      await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
      await page.locator('.bar').first().waitFor();
      expect(await page.locator('ul.files').innerText()).toBe('top.raw 128 KiB');
      await page.setViewportSize({ width: 375, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.locator('.notes').innerText()).toContain("can't tell the holes of a file: top.raw");
      const words = page.getByLabel('qemu-img map');
      await words.fill('-f raw -s 64k top.raw');
      await words.press('Enter');
      await page.locator('.answers pre', { hasText: '"start": 65536' }).first().waitFor();
      await close();
    });

    test('a damaged image gives the words of qemu', async () => {
      folder.put('bad.qcow2', Buffer.concat([Buffer.from('514649fb00000003', 'hex'), Buffer.alloc(96)]));
      const { page, close } = await open('#/files');
      await page.locator('input[type=file]').setInputFiles(paths('bad.qcow2'));
      await page.locator('.answers pre').first().waitFor();
      expect(await answer(page)).toBe(printed('--output=json', 'bad.qcow2').replace(/^\[/, '[\n'));
      await close();
    });

    test('an image of 2^61 bytes with a loop of backing files hangs nothing', async () => {
      const loop =
        'a.qcow2 qcow2 2M size=1k backing=b.qcow2 |.|\nb.qcow2 qcow2 2M size=1k backing=a.qcow2 |.|\n';
      writeRecipe(parseCase(loop).recipe, folder.path);
      const fd = openSync(join(folder.path, 'a.qcow2'), 'r+');
      writeSync(fd, Buffer.from('2000000000000000', 'hex'), 0, 8, 24);
      const { page, close } = await open('#/files');
      await page.locator('input[type=file]').setInputFiles(paths('a.qcow2', 'b.qcow2'));
      await page.locator('.answers pre').first().waitFor();
      expect(await answer(page)).toContain('Could not open');
      await close();
    });
  },
);

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { explorerIn, type OpenedPage } from '../support/explorer-page.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

describe.skipIf(chromiumPath === undefined)(
  'what is taken away, in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerIn(join(folder.path, 'page'));
    let opened: OpenedPage;
    const name = '006-each-state-after-each';
    const parsed = parseCase(readFileSync(`golden/cases/${name}.case`, 'utf8'));
    beforeAll(async () => {
      opened = await open(`#/chain/${name}`);
      await opened.page.getByRole('button', { name: 'picture (SVG)' }).waitFor();
    });

    async function taken(page: Page, button: string): Promise<string> {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button, exact: true }).click();
      const file = await download;
      const path = join(folder.path, file.suggestedFilename());
      await file.saveAs(path);
      return path;
    }

    test('the case, as its golden has it', async () => {
      expect(readFileSync(await taken(opened.page, 'case'), 'utf8')).toBe(printCase(parsed));
    });

    test('the images, byte for byte as a disk has them', async () => {
      const archive = await taken(opened.page, 'images (tar)');
      for (const part of ['unpacked', 'written']) mkdirSync(join(folder.path, part));
      execFileSync('tar', ['-xf', archive, '-C', join(folder.path, 'unpacked')]);
      writeRecipe(parsed.recipe, join(folder.path, 'written'));
      const names = parsed.recipe.layers.map(layer => layer.name);
      for (const file of names) {
        const [one, other] = ['unpacked', 'written'].map(part => readFileSync(join(folder.path, part, file)));
        expect(one!.equals(other!)).toBe(true);
      }
    });

    test('a script for a bug report, a test for the suite of qemu, and a picture', async () => {
      const script = await taken(opened.page, 'script for a bug report');
      expect(readFileSync(script, 'utf8')).toMatch(/^#!\/bin\/sh\n/);
      execFileSync('sh', ['-n', script]);
      const archive = await taken(opened.page, "test for qemu's suite");
      expect(execFileSync('tar', ['-tf', archive]).toString()).toBe('map-parity\nmap-parity.out\n');
      const svg = readFileSync(await taken(opened.page, 'picture (SVG)'), 'utf8');
      expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(svg).toContain(parsed.recipe.layers[0]!.name);
      await opened.close();
    });
  },
);

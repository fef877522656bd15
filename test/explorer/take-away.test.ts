import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseCase } from '../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import type { Case } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { explorerInChromium, type OpenedPage } from '../support/explorer-page.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

describe.skipIf(chromiumPath === undefined)(
  'what is taken away, in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();
    let opened: OpenedPage;
    const name = '006-each-state-after-each';
    const goldenCase = (golden: string): Case =>
      parseCase(readFileSync(`golden/cases/${golden}.case`, 'utf8'));
    const parsed = goldenCase(name);
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

    test.each([name, '055-zstd'])('the images of %s, byte for byte as a disk has them', async golden => {
      const { page, close } = await open(`#/chain/${golden}`);
      const archive = await taken(page, 'images (tar)');
      const [unpacked, written] = ['unpacked', 'written'].map(part => join(folder.path, golden, part)) as [
        string,
        string,
      ];
      for (const path of [unpacked, written]) mkdirSync(path, { recursive: true });
      execFileSync('tar', ['-xf', archive, '-C', unpacked]);
      const { recipe } = goldenCase(golden);
      writeRecipe(recipe, written);
      for (const file of recipe.layers.map(layer => layer.name)) {
        const [one, other] = [unpacked, written].map(path => readFileSync(join(path, file)));
        expect(one!.equals(other!)).toBe(true);
      }
      await close();
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

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { explorerInChromium } from '../support/explorer-page.ts';
import { writeEndlessTables, writeManySnapshots } from '../support/hostile-images.ts';
import { testFolder } from '../support/test-folder.ts';

const folder = testFolder();

describe.skipIf(chromiumPath === undefined)(
  'hostile files in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();
    beforeAll(() => {
      writeManySnapshots(folder.path, 'snapshots.qcow2', 65_536);
      writeEndlessTables(join(folder.path, 'endless.qcow2'));
    });

    test('an image of 65,536 snapshots is drawn without them', async () => {
      const { page, close } = await open('#/files');
      await page.locator('input[type=file]').setInputFiles(join(folder.path, 'snapshots.qcow2'));
      await page.locator('.bar').first().waitFor({ timeout: 20_000 });
      expect(await page.locator('.notes').innerText()).toContain('its 65536 snapshots are left out');
      await close();
    });

    test('an image of 2^61 bytes and 8 TiB of tables can be cancelled, and its beginning is drawn and mapped', async () => {
      const { page, close } = await open('#/files');
      await page.locator('input[type=file]').setInputFiles(join(folder.path, 'endless.qcow2'));
      const words = page.getByLabel('qemu-img map');
      await words.waitFor();
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      expect(await page.locator('pre.mistake').innerText()).toBe('It was cancelled.');
      await words.fill('-f qcow2 endless.qcow2');
      await words.press('Enter');
      await page.locator('.bar').first().waitFor({ timeout: 90_000 });
      // As the qemu-img of each version prints it with -s 0 -l 8796093022208.
      expect(await page.locator('.answers pre').first().innerText()).toBe(
        '[{ "start": 0, "length": 8796093022208, "depth": 0, "zero": true, "data": false}]',
      );
      await close();
    });
  },
);

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkFeatures } from '../../generators/coverage/check-features.ts';
import { featureGroups } from '../../src/explorer/data/feature-groups.ts';
import { goldensPack } from '../../src/explorer/data/goldens.ts';
import { chromiumPath } from '../support/chromium.ts';
import { axeFindings, explorerInChromium } from '../support/explorer-page.ts';

const { goldens } = goldensPack();

test('the pack has each golden, with the texts that its record has', () => {
  const cases = readdirSync('golden/cases').filter(name => name.endsWith('.case'));
  expect(goldens.map(({ name }) => `${name}.case`)).toEqual(cases.toSorted());
  const present = goldens.find(({ name }) => name === '047-what-present-tells')!;
  expect(present.features).toEqual(expect.arrayContaining(['zero-plain', 'backing-file', 'nbd-context']));
  expect(
    present.queries[3]!.outcomes.map(({ versions, stdout }) => [versions.join(' '), stdout.split('\n')[1]]),
  ).toEqual([
    ['5.2 6.0.0', '{ "start": 65536, "length": 65536, "depth": 0, "zero": true, "data": false},'],
    [
      '6.1.0 6.2.0 7.1.0 7.2',
      '{ "start": 65536, "length": 65536, "depth": 0, "present": true, "zero": true, "data": false},',
    ],
    [
      '8.2.0 9.1.0 10.0 10.1.0 11.1',
      '{ "start": 65536, "length": 65536, "depth": 0, "present": true, "zero": true, "data": false, "compressed": false},',
    ],
  ]);
});

test('the table of implementations has a row for each feature', () => {
  const rows = Object.values(featureGroups).flatMap(group => Object.keys(group));
  expect(rows.toSorted()).toEqual([...checkFeatures].toSorted());
});

describe.skipIf(chromiumPath === undefined)(
  'the gallery in Chromium (skipped where CHROMIUM names none, and /usr/bin has none)',
  () => {
    const open = explorerInChromium();

    test('every golden opens at its address, with all texts that were recorded', {
      timeout: 300_000,
    }, async () => {
      const { page, close } = await open('#/gallery');
      for (const { name, note, queries } of goldens) {
        await page.evaluate(`location.hash = '#/gallery/${name}'`);
        await page.locator('#golden-name', { hasText: name }).waitFor();
        const texts = await page.locator('pre.recorded').allTextContents();
        expect({ name, texts }).toEqual({
          name,
          texts: queries.flatMap(({ outcomes }) => outcomes.map(({ stdout, stderr }) => stdout + stderr)),
        });
        expect(await page.locator('article > p').first().textContent()).toBe(note);
      }
      await close();
    });

    test('a golden says what this library prints, and by which behaviours its answers changed', async () => {
      const { page, close } = await open('#/gallery/047-what-present-tells?from=5.2&to=7.2');
      await page.locator('.agreement .agree').last().waitFor();
      const said = await page.locator('.agreement').allTextContents();
      expect(new Set(said)).toEqual(new Set(['✓ this library prints the same']));
      expect(await page.locator('.reasons code').allTextContents()).toEqual(
        Array.from({ length: 4 }, () => ['presentKey', 'compressedKey']).flat(),
      );
      expect(await page.locator('.query.changed').count()).toBe(4);
      expect(await axeFindings(page)).toEqual([]);
      await page.locator('.drawing [data-at]').first().click();
      await page.locator('.cm-content').waitFor();
      expect(page.url()).toContain('#/chain/047-what-present-tells');
      await close();
    });

    test('the list is searched by words, by feature and by versions, and the address holds the search', async () => {
      const { page, close } = await open('#/gallery?words=README');
      const names = (): Promise<string[]> => page.locator('.goldens li > a').allTextContents();
      await page.locator('.goldens').waitFor();
      expect(await names()).toEqual(
        goldens.filter(({ text }) => text.toLowerCase().includes('readme')).map(({ name }) => name),
      );
      await page.getByLabel('Words').fill('');
      await page.getByLabel('State, feature or option').selectOption('encryption');
      expect(await names()).toEqual(
        goldens.filter(({ features }) => features.includes('encryption')).map(({ name }) => name),
      );
      await page.getByLabel('State, feature or option').selectOption('');
      await page.getByLabel('Answers changed from').selectOption('10.0');
      await page.locator('label', { hasText: /^to / }).locator('select').selectOption('11.1');
      const changed = goldens.filter(({ queries }) =>
        queries.some(({ outcomes }) => {
          const [older, newer] = ['10.0', '11.1'].map(version =>
            outcomes.findIndex(({ versions }) => versions.includes(version)),
          );
          return older !== newer && older !== -1 && newer !== -1;
        }),
      );
      expect(changed.length).toBeGreaterThan(0);
      expect(await names()).toEqual(changed.map(({ name }) => name));
      await page.waitForURL(/#\/gallery\?from=10\.0&to=11\.1$/);
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('an address of no golden says so', async () => {
      const { page, close } = await open('#/gallery/none');
      expect(await page.locator('.mistake').innerText()).toBe('There is no golden none.');
      await close();
    });

    test('behaviours are those between two versions, each with goldens that show it', async () => {
      const { page, close } = await open('#/behaviours?from=5.2&to=6.0.0');
      const names = page.locator('.behaviours dt a');
      await names.first().waitFor();
      expect(await names.allTextContents()).toContain('nbdHole');
      expect(await names.allTextContents()).not.toContain('presentKey');
      await page.evaluate("location.hash = '#/behaviours/presentKey'");
      await page.locator('li a', { hasText: '001-unallocated' }).waitFor();
      expect(await page.locator('td').allTextContents()).toEqual([
        ...['5.2', 'all', 'false', '5.2..6.0.0'],
        ...['6.1', 'all', 'true', '6.1.0..11.1'],
      ]);
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('each field has its meaning and a chain that shows it', { timeout: 60_000 }, async () => {
      const { page, close } = await open('#/fields');
      for (const name of await page.locator('.chips a').allTextContents()) {
        await page.evaluate(`location.hash = '#/fields/${name}'`);
        await page.locator('#field-name', { hasText: name }).waitFor();
        await page.locator('.answers pre').first().waitFor();
      }
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });

    test('a cell of the table of implementations leads to the smallest chain', async () => {
      const { page, close } = await open('#/implementations');
      await page.getByRole('link', { name: 'nbdkit qcow2dec, backing-file: refuse' }).click();
      await page.locator('#cell-title').waitFor();
      expect(page.url()).toContain('#/implementations/nbdkit%20qcow2dec/backing-file');
      expect(await page.locator('.card pre').first().innerText()).toContain('top.qcow2');
      expect(await axeFindings(page)).toEqual([]);
      await close();
    });
  },
);

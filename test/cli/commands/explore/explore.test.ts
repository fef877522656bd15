import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openerOf } from '../../../../src/cli/commands/explore/open-browser.ts';
import { servePage } from '../../../../src/cli/commands/explore/serve-page.ts';
import { readAddress } from '../../../../src/explorer/shell/address.ts';
import { unpackText } from '../../../../src/explorer/shell/packed-text.ts';
import { main } from '../../../support/main.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();

test('explore serves the page with the chain of each case in an address, until Ctrl-C', async () => {
  const texts = ['top.qcow2 qcow2 64k |#0|\nmap top.qcow2\n', 'top.qcow2 qcow2 64k |.|\nmap top.qcow2\n'];
  for (const [index, text] of texts.entries()) folder.put(`${index}.case`, text);
  const child = spawn(process.execPath, [main, 'explore', '--no-open', '0.case', '1.case'], {
    cwd: folder.path,
  });
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) if (lines.push(line) === texts.length) break;
  const { origin } = new URL(lines[0]!);
  const page = await fetch(origin);
  expect(await page.text()).toContain('<title>map explorer</title>');
  expect(await (await fetch(`${origin}/explorer.js`)).text()).toContain('allocation-depth');
  for (const [index, line] of lines.entries()) {
    const { view, parameters } = readAddress(new URL(line).hash);
    expect([view, await unpackText(parameters.get('c')!)]).toEqual(['chain', texts[index]]);
  }
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
});

test('only files of the page are served, and only to this machine', async () => {
  mkdirSync(join(folder.path, 'page'));
  folder.put('page/index.html', '<p>');
  folder.put('secret', 'secret');
  const { address, close } = await servePage(`${folder.path}/page`);
  const status = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(address, { path, headers, method }, ({ statusCode }) => resolve(statusCode!));
      asked.on('error', reject).end();
    });
  expect(await status('/')).toBe(200);
  expect(await status('/../secret')).toBe(404);
  expect(await status('/%2e%2e/secret')).toBe(404);
  expect(await status('/', { host: 'example.org' })).toBe(421);
  expect(await status('/', {}, 'POST')).toBe(405);
  close();
});

test('a browser is opened where there is a desktop', () => {
  expect(openerOf('linux', { DISPLAY: ':0' })).toBe('xdg-open');
  expect(openerOf('linux', {})).toBeUndefined();
  expect(openerOf('darwin', {})).toBe('open');
});

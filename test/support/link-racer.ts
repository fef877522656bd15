import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a process that renames and links in a folder as fast as it can:
 *
 * - `swap` is `base` or a link to `../out/base`;
 * - `folder` is a folder, a link to `../out`, or absent;
 * - `one/two` is there, or is moved to `two`.
 *
 * It ends by itself after a minute.
 */
export async function startRacer(folder: string): Promise<{ readonly stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    stop: async () => {
      child.kill();
      await once(child, 'close');
    },
  };
}

const script = `
import { linkSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
mkdirSync('folder');
linkSync('base', 'folder/base');
mkdirSync('one/two', { recursive: true });
symlinkSync('../out', 'folder-link');
const end = Date.now() + 60_000;
for (let turn = 0; Date.now() < end; turn++) {
  symlinkSync('../out/base', 'new');
  renameSync('new', 'swap');
  renameSync('folder', 'folder-away');
  renameSync('folder-link', 'folder');
  renameSync('one/two', 'two');
  linkSync('base', 'new');
  renameSync('new', 'swap');
  renameSync('folder', 'folder-link');
  renameSync('folder-away', 'folder');
  renameSync('two', 'one/two');
  if (turn === 0) console.log('ready');
}
`;

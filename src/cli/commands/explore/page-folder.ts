import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HarnessError } from '../../../harness/basics/harness-error.ts';

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The folder of the built explorer: that of the package, or in a checkout the one that is built now, which takes a second.
 *
 * @throws HarnessError `no-page` if it can't be built
 */
export function pageFolder(): string {
  const packed = fromHere('../../../../explorer');
  if (existsSync(packed)) return packed;
  const vite = fromHere('../../../../node_modules/vite/bin/vite.js');
  const configuration = fromHere('../../../explorer/vite.config.ts');
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '-c', configuration, '--logLevel', 'error'],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  );
  if (status !== 0) throw new HarnessError('no-page', `the explorer can't be built: ${stderr}`);
  return fromHere('../../../../dist/explorer');
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';
import { examples } from '../options/help.ts';

/** Beside the sources in a checkout, and at the same place in the npm package. */
const script = join(import.meta.dirname, '../../../ci/oracles');

/** `map-parity fetch`: fetches the real qemu-imgs into the cache. */
export function fetchCommand(end: (status: number) => void): Command {
  return new Command('fetch')
    .summary('fetch four versions of the real qemu-img, without root')
    .description(
      'fetch qemu-img 5.2, 7.2, 10.0 and 11.1 with qemu-nbd, and nbdinfo, from Debian into the cache folder, without root. ' +
        'What is there already is kept; what can not be had is one line, and no failure. Needs apt-get and dpkg-deb',
    )
    .addHelpText('after', examples(['fetch', 'doctor']))
    .action(() => end(fetchOracles()));
}

function fetchOracles(): number {
  const env = { ...process.env, MAP_PARITY_FETCHER: 'map-parity fetch' };
  const { status, error } = spawnSync('bash', [script], { stdio: 'inherit', env });
  if (error !== undefined) throw new HarnessError('no-oracle', `bash can't be started: ${error.message}`);
  return status === 0 ? 0 : 3;
}

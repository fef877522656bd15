import { readFileSync } from 'node:fs';
import { execa } from 'execa';
import { HarnessError } from '../../basics/harness-error.ts';

/** Open files that each program of a comparison may have: a loop of backing files then ends at the same depth in all. */
export const descriptorLimit = 256;

/**
 * Fixes the limits that started programs inherit from this process: no core files, and `descriptorLimit` open files. Sets the
 * hard limit too, because Node raises the soft limit to the hard one when it starts.
 *
 * @returns why the host's limits stay, in one line; undefined when they are fixed
 * @throws HarnessError `low-limit` when they stay, and are so low that programs would fail for want of descriptors
 */
export async function fixLimits(): Promise<string | undefined> {
  const { failed, originalMessage, stderr } = await execa(
    'prlimit',
    ['--pid', String(process.pid), `--nofile=${descriptorLimit}`, '--core=0'],
    { reject: false },
  );
  if (!failed) return undefined;
  const limit = currentLimit();
  if (limit < descriptorLimit) {
    throw new HarnessError(
      'low-limit',
      `only ${limit} files may be open, and ${descriptorLimit} are needed`,
      {
        next: `Raise the limit: ulimit -n ${descriptorLimit}`,
      },
    );
  }
  const [why = ''] = (stderr || originalMessage || 'prlimit failed').split('\n', 1);
  return `qemu-img keeps the host's limits, so a loop of backing files may end elsewhere: ${why}`;
}

/** The number of files that a program may have open; infinite where the system doesn't say. */
function currentLimit(): number {
  try {
    const [, digits] = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return digits === undefined ? Infinity : Number(digits);
  } catch {
    return Infinity;
  }
}

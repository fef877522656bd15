import { execa } from 'execa';

/** Open files that each program of a comparison may have: a loop of backing files then ends at the same depth in all. */
export const descriptorLimit = 256;

/**
 * Fixes the limits that started programs inherit from this process: no core files, and `descriptorLimit` open files. Sets the
 * hard limit too, because Node raises the soft limit to the hard one when it starts.
 *
 * @returns why the host's limits stay, in one line; undefined when they are fixed
 */
export async function fixLimits(): Promise<string | undefined> {
  const { failed, originalMessage, stderr } = await execa(
    'prlimit',
    ['--pid', String(process.pid), `--nofile=${descriptorLimit}`, '--core=0'],
    { reject: false },
  );
  if (!failed) return undefined;
  const [why = ''] = (stderr || originalMessage || 'prlimit failed').split('\n', 1);
  return `qemu-img keeps the host's limits, so a loop of backing files may end elsewhere: ${why}`;
}

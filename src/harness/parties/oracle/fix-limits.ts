import { execa } from 'execa';

/** Descriptors that every program of a comparison may open: a loop of backing files ends at the same depth for all. */
export const descriptorLimit = 256;

/**
 * Fixes the limits that a started program inherits from this process: no core files, and `descriptorLimit`
 * descriptors (Node raises the soft limit to the hard one when it starts, so the hard one is set as well).
 *
 * Returns what stands in the way, or undefined: where `prlimit` (util-linux) is missing the host's limits stay.
 */
export async function fixLimits(): Promise<string | undefined> {
  const { failed, shortMessage } = await execa(
    'prlimit',
    ['--pid', String(process.pid), `--nofile=${descriptorLimit}`, '--core=0'],
    { reject: false },
  );
  return failed ? `limits are the host's: ${shortMessage ?? 'prlimit failed'}` : undefined;
}

import { execa } from 'execa';
import type { Outcome } from '../../answers/outcome.ts';
import { signalGroup } from '../child/process-group.ts';

/** Limits of one run of a subject; a run that passes one has failed. `bytes` holds for stdout and for stderr. */
export const subjectLimits: { readonly milliseconds: number; readonly bytes: number } = {
  milliseconds: 30_000,
  bytes: 64 << 20,
};

const hungError = `no end within ${subjectLimits.milliseconds} ms`;

/**
 * Runs a shell script with positional parameters in a folder, in the user's environment with LC_ALL=C. Never throws: a script
 * that can't be started, hangs or floods is a failed outcome.
 */
export async function runShell(
  script: string,
  parameters: readonly string[],
  folder: string,
): Promise<Outcome> {
  const running = execa('sh', ['-c', script, 'sh', ...parameters], {
    ...inOwnGroup,
    cwd: folder,
    stdin: 'ignore',
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: subjectLimits.bytes,
  });
  let hung = false;
  const timer = setTimeout(() => {
    hung = true;
    if (running.pid !== undefined) signalGroup(running.pid, 'SIGKILL');
  }, subjectLimits.milliseconds);
  const result = await running;
  clearTimeout(timer);
  return {
    stdout: Buffer.from(result.stdout ?? []),
    stderr: Buffer.from(result.stderr ?? []),
    end: hung ? { kind: 'thrown', error: hungError } : endOf(result),
  };
}

/** Options of execa that start a shell in a process group of its own. */
export const inOwnGroup: {
  readonly env: { readonly LC_ALL: 'C' };
  readonly detached: true;
  readonly cleanup: true;
  readonly reject: false;
} = { env: { LC_ALL: 'C' }, detached: true, cleanup: true, reject: false };

function endOf(result: {
  readonly isMaxBuffer: boolean;
  readonly signal?: string | undefined;
  readonly exitCode?: number | undefined;
}): Outcome['end'] {
  if (result.isMaxBuffer)
    return { kind: 'thrown', error: `more than ${subjectLimits.bytes} bytes of output` };
  if (result.signal !== undefined) return { kind: 'signal', signal: result.signal };
  if (result.exitCode !== undefined) return { kind: 'exit', status: result.exitCode };
  return { kind: 'thrown', error: 'no shell could be started' };
}

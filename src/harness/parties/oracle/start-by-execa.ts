import { execa } from 'execa';
import type { Outcome } from '../../answers/outcome.ts';
import type { KillSignal } from './child/child.ts';
import { defaultLimits, type Program, type Started, type StartLimits, startEnv } from './start.ts';
import { flooded, hung, missing, unspeakable } from './start-errors.ts';

/** `start` where the C library can't be called: it costs twice the CPU of node's own spawn, ten times that of posix_spawn. */
export async function startByExeca(
  program: Program,
  args: readonly string[],
  folder: string,
  limits: StartLimits = defaultLimits,
  cancel?: AbortSignal,
  killSignal: KillSignal = 'SIGKILL',
): Promise<Started> {
  const refusal = unspeakable(program, [...args, folder]);
  if (refusal !== undefined) return refusal;
  const result = await execa(program.file, [...program.leading, ...args], {
    argv0: program.argv0 ?? 'qemu-img',
    cwd: folder,
    env: startEnv(),
    extendEnv: false,
    stdin: 'ignore',
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    timeout: limits.milliseconds,
    killSignal,
    maxBuffer: limits.bytes,
    ...(cancel === undefined ? {} : { cancelSignal: cancel }),
  });
  if (result.isMaxBuffer) return flooded(limits);
  if (result.timedOut) return hung(limits);
  const outcome = (end: Outcome['end']): Started => ({
    kind: 'outcome',
    outcome: { stdout: Buffer.from(result.stdout), stderr: Buffer.from(result.stderr), end },
  });
  if (result.signal !== undefined) return outcome({ kind: 'signal', signal: result.signal });
  if (result.exitCode !== undefined) return outcome({ kind: 'exit', status: result.exitCode });
  return missing(program, result.code ?? result.shortMessage ?? 'could not be started');
}

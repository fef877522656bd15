import type { End, Outcome } from '../../answers/outcome.ts';
import type { ChildCommand, ChildRun } from '../child/child-run.ts';
import { floodText, hangText } from '../child/limit-text.ts';
import { unscheduled } from '../child/scheduler.ts';
import { zeroByteIn } from '../child/zero-byte.ts';
import { defaultLimits, type StartLimits } from '../oracle/program.ts';
import type { AnswerOptions } from './subject.ts';

/**
 * Runs a shell script with positional parameters in a folder, in the user's environment with LC_ALL=C. Never throws: a script
 * that can't be started, hangs or floods is a failed outcome. What it leaves running is killed.
 */
export async function runShell(
  script: string,
  parameters: readonly string[],
  folder: string,
  { limits = defaultLimits, cancel, scheduler = unscheduled }: AnswerOptions = {},
): Promise<Outcome> {
  const unfit = zeroByteIn([script, ...parameters]);
  if (unfit !== undefined) return failed(unfit);
  const command = shellCommand(script, parameters, folder);
  return outcomeOf(await scheduler.run(command, { ...limits, killSignal: 'SIGKILL' }, cancel), limits);
}

/** How a subject's script is started. */
export function shellCommand(
  script: string,
  parameters: readonly string[],
  folder: string,
): ChildCommand & { readonly argv: readonly [string, ...string[]] } {
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const env = { ...Object.fromEntries(inherited), LC_ALL: 'C' };
  return { file: '/bin/sh', argv: ['sh', '-c', script, 'sh', ...parameters], env, folder };
}

function outcomeOf(run: ChildRun, limits: StartLimits): Outcome {
  if (run.kind === 'failed') return failed(`no shell could be started: ${run.code}`);
  const { stdout, stderr, end, milliseconds, stopped } = run;
  if (stopped === 'cancelled') return { stdout, stderr, end: { kind: 'cut', milliseconds } };
  if (stopped === 'hung') return failed(hangText(limits));
  if (stopped === 'flooded' || stopped === 'flooded together') return failed(floodText(limits, stopped));
  return end.kind === 'lost' ? failed('its end was not seen') : { stdout, stderr, end };
}

function failed(error: string): Outcome {
  const end: End = { kind: 'thrown', error };
  return { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0), end };
}

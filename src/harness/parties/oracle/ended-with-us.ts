import { runChild } from '../child/run-child.ts';
import { isProgram } from './nbd/nbd-programs.ts';
import { commandOf, type Program } from './program.ts';

/** Of util-linux: it asks the kernel to end the program when its parent does (PR_SET_PDEATHSIG of prctl(2)). */
const setpriv = ['setpriv', '--pdeathsig', 'TERM', '--'] as const;

let works: Promise<boolean> | undefined;

/**
 * The program, ended by SIGTERM when this process is killed. Where setpriv can't do that, it goes on, and the next run ends it.
 */
export async function endedWithUs(program: Program): Promise<Program> {
  works ??= setprivWorks();
  // Without a program the start has to fail, as it does without setpriv.
  if (!(await works) || !isProgram(program.file)) return program;
  return underSetpriv(program);
}

function underSetpriv({ file, leading }: Program): Program {
  return { file: '/usr/bin/env', leading: [...setpriv, file, ...leading], argv0: 'env' };
}

async function setprivWorks(): Promise<boolean> {
  const command = commandOf(underSetpriv({ file: 'true', leading: [] }), [], '/');
  const run = await runChild(command, { milliseconds: 10_000, bytes: 1 << 16, killSignal: 'SIGKILL' });
  return run.kind === 'ended' && run.end.kind === 'exit' && run.end.status === 0;
}

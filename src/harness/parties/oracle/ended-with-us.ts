import { spawnSync } from 'node:child_process';
import { isProgram } from './nbd-programs.ts';
import type { Program } from './program.ts';

/** Of util-linux: it asks the kernel to end the program when its parent does (PR_SET_PDEATHSIG of prctl(2)). */
const setpriv = ['setpriv', '--pdeathsig', 'TERM', '--'] as const;

let isThere: boolean | undefined;

/**
 * The program, ended by SIGTERM when this process is killed. Where setpriv can't do that, it goes on, and the next run ends it.
 */
export function endedWithUs(program: Program): Program {
  const [command, ...options] = setpriv;
  isThere ??= spawnSync(command, [...options, 'true'], { stdio: 'ignore' }).status === 0;
  // Without a program the start has to fail, as it does without setpriv.
  if (!isThere || !isProgram(program.file)) return program;
  return { file: '/usr/bin/env', leading: [...setpriv, program.file, ...program.leading], argv0: 'env' };
}

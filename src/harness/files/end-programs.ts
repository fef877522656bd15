import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Kills the programs that run in a folder or below it: those that a run has started, and that outlived it or left their process
 * group. They are recognised by their working directory, or, where that is `/`, by a path of the folder in their command line: a
 * qemu-nbd that listens has gone to `/`. A program with a terminal as its stdin is spared: no run starts such programs, so it is
 * the shell of somebody who looks into the folder.
 */
export function endProgramsIn(folder: string): void {
  for (const pid of pids()) {
    if (pid === process.pid || !worksIn(pid, folder)) continue;
    if (/^\/dev\/(pts\/|tty)/.test(linkOf(pid, 'fd/0'))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, or belongs to another user.
    }
  }
}

/** The processes of this machine; none where the system has no /proc. */
function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function worksIn(pid: number, folder: string): boolean {
  const workingDirectory = linkOf(pid, 'cwd');
  return workingDirectory === '/'
    ? commandLineOf(pid).includes(`${folder}/`)
    : isWithin(workingDirectory, folder);
}

/** The words of a program's command line, each ended by NUL; empty if the process has ended. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Where a link of a process leads; empty if the process has ended, or belongs to another user. */
function linkOf(pid: number, name: string): string {
  try {
    return readlinkSync(`/proc/${pid}/${name}`);
  } catch {
    return '';
  }
}

/** The kernel adds ` (deleted)` to the path of a folder that is gone. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path === `${folder} (deleted)` || path.startsWith(`${folder}/`);
}

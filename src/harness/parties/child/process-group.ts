/** Sends a signal to a process group, if it still exists. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}

const groups = new Set<number>();
let listens = false;

/** Kills a process group when this process exits, unless `disown` is called first. */
export function killAtExit(pid: number): { disown(): void } {
  groups.add(pid);
  if (!listens) {
    listens = true;
    process.on('exit', () => {
      for (const group of groups) signalGroup(group, 'SIGKILL');
    });
  }
  return { disown: () => void groups.delete(pid) };
}

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from 'vitest';

/** The words that run a command as root of a user namespace, with mounts of its own. */
const unshare = ['unshare', '--user', '--map-root-user', '--mount'] as const;

/** Whether this machine allows such namespaces. */
export const hasNamespaces: boolean = spawnSync(unshare[0], [...unshare.slice(1), 'true']).status === 0;

/** Runs a shell script to its end in a namespace. */
export function runInNamespace(script: string): { readonly status: number | null; readonly stdout: string } {
  const words = [...unshare.slice(1), 'sh', '-ec', script];
  const { status, stdout } = spawnSync(unshare[0], words, { encoding: 'utf8' });
  return { status, stdout };
}

/** Starts a shell script in a namespace, which then stays until the tests of the file have ended. Returns its process id. */
export async function holdNamespace(script: string): Promise<number> {
  const words = [...unshare.slice(1), 'sh', '-ec', `${script}\necho ready\nexec cat`];
  const child = spawn(unshare[0], words, { stdio: ['pipe', 'pipe', 'inherit'] });
  afterAll(() => void child.kill());
  await once(child.stdout, 'data');
  return child.pid!;
}

import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';

/** What a command of ci/ said and how it ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | undefined;
}

/**
 * A checkout of our own with the real ci/ and stand-ins for the machine's programs: nothing is fetched or installed.
 * Its path has a space in it.
 */
export class Sandbox {
  readonly folder: string;
  readonly checkout: string;
  /** The project's folder in the cache. */
  readonly cache: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.checkout = join(folder, 'a checkout');
    this.cache = join(folder, 'cache', 'qemu-map-parity');
  }

  static async create(): Promise<Sandbox> {
    const sandbox = new Sandbox(await mkdtemp(join(tmpdir(), 'ci-')));
    await mkdir(join(sandbox.folder, 'bin'));
    await cp(resolve('ci'), join(sandbox.checkout, 'ci'), { recursive: true });
    await cp(resolve('package.json'), join(sandbox.checkout, 'package.json'));
    await sandbox.write('package-lock.json', 'first');
    return sandbox;
  }

  /** Writes a file of the checkout. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.checkout, name), text);
  }

  /** Puts a shell script on the PATH, before the machine's programs. */
  async program(name: string, script: string): Promise<void> {
    const file = join(this.folder, 'bin', name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }

  /** Runs bash with this script in the sandbox's folder; `environment` is all that it has beside PATH and the cache. */
  async bash(script: string, environment: Record<string, string | undefined> = {}): Promise<Ended> {
    const { stdout, stderr, exitCode } = await execa('bash', ['-c', script], {
      cwd: this.folder,
      env: {
        PATH: `${join(this.folder, 'bin')}:/usr/bin:/bin`,
        XDG_CACHE_HOME: join(this.folder, 'cache'),
        ...environment,
      },
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
    });
    return { stdout, stderr, status: exitCode };
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

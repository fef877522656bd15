import { chdir, cwd } from 'node:process';
import { afterAll, beforeAll, vi } from 'vitest';
import { type TestFolder, testFolder } from './test-folder.ts';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in this process, which spares the start of one: in a folder of its own, with a cache without oracles. */
export interface Program {
  readonly folder: TestFolder;
  readonly temporary: TestFolder;
  readonly run: (...args: string[]) => Promise<Ended>;
}

export function programInProcess(): Program {
  const folder = testFolder();
  const temporary = testFolder();
  const before = cwd();
  beforeAll(() => {
    chdir(folder.path);
    vi.stubEnv('TMPDIR', temporary.path);
    vi.stubEnv('XDG_CACHE_HOME', folder.path);
    vi.stubEnv('CI', '');
  });
  afterAll(() => {
    chdir(before);
    vi.unstubAllEnvs();
  });
  return { folder, temporary, run };
}

async function run(...args: string[]): Promise<Ended> {
  // Where the working directory is at its first import, defaults like that of --known are relative to.
  const { runProgram } = await import('../../src/cli/program.ts');
  const said = { stdout: '', stderr: '' };
  const hear = (stream: 'stdout' | 'stderr') => (text: unknown) => {
    said[stream] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(hear('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(hear('stderr')),
    vi.spyOn(console, 'log').mockImplementation((line = '') => void hear('stdout')(`${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line = '') => void hear('stderr')(`${line}\n`)),
  ];
  try {
    return { status: await runProgram(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

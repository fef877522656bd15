import { chdir, cwd } from 'node:process';
import { afterAll, beforeAll, vi } from 'vitest';
import { type TestFolder, testFolder } from './test-folder.ts';

/** The result of one command. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands in this process, in a folder of their own and with an empty cache of oracles. */
export interface Program {
  readonly folder: TestFolder;
  readonly temporary: TestFolder;
  readonly run: (...args: string[]) => Promise<Ended>;
}

/** Prepares the folders and the environment for the tests of a file. */
export function programInProcess(): Program {
  const folder = testFolder();
  const temporary = testFolder();
  const before = cwd();
  beforeAll(() => {
    chdir(folder.path);
    vi.stubEnv('TMPDIR', temporary.path);
    vi.stubEnv('XDG_CACHE_HOME', folder.path);
    vi.stubEnv('CI', '');
    vi.stubEnv('FORCE_COLOR', undefined);
  });
  afterAll(() => {
    chdir(before);
    vi.unstubAllEnvs();
  });
  return { folder, temporary, run };
}

async function run(...args: string[]): Promise<Ended> {
  // Defaults such as that of --known are relative to the working directory at the first import.
  const { runProgram } = await import('../../src/cli/program.ts');
  const printed = { stdout: '', stderr: '' };
  const capture = (stream: 'stdout' | 'stderr') => (text: unknown) => {
    printed[stream] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(capture('stdout')),
    vi.spyOn(process.stderr, 'write').mockImplementation(capture('stderr')),
    vi.spyOn(console, 'log').mockImplementation((line = '') => void capture('stdout')(`${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line = '') => void capture('stderr')(`${line}\n`)),
  ];
  try {
    return { status: await runProgram(args), ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

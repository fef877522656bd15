import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { programInProcess } from '../support/run-program.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const { run: mapParity } = programInProcess();

async function wordsAfter(...before: string[]): Promise<string[]> {
  return (await mapParity('completion', 'words', '--', ...before)).stdout.trim().split('\n');
}

describe('the words that may follow', () => {
  test('nothing are the commands', async () => {
    expect(await wordsAfter()).toEqual(expect.arrayContaining(['run', 'golden', 'completion', '--version']));
  });

  test('a command are its commands and options', async () => {
    expect(await wordsAfter('sweep')).toEqual(expect.arrayContaining(['geometry', '--depth', '--help']));
    expect(await wordsAfter('sweep', 'geometry')).toEqual(expect.arrayContaining(['--strength']));
    expect(await wordsAfter('run', '--bail')).toContain('--seed');
  });

  test('an option are the words that it takes, or none', async () => {
    expect(await wordsAfter('schema', '--of')).toEqual(expect.arrayContaining(['map', 'result', 'try']));
    expect(await wordsAfter('run', '--seed')).toEqual(['']);
  });
});

test('bash completes command lines with the script', async () => {
  const { stdout } = await mapParity('completion', 'bash');
  const complete = (...words: string[]): string => {
    const script = `map-parity() { '${process.execPath}' '${main}' "$@"; }\n${stdout}
      COMP_WORDS=(map-parity "$@") COMP_CWORD=$#; _map_parity; echo "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' }).stdout.trim();
  };
  expect(complete('swe')).toBe('sweep');
  expect(complete('sweep', '--d')).toBe('--depth');
  expect(complete('schema', '--of', 'do')).toBe('doctor');
});

test.each(['zsh', 'fish'])('the script for %s asks for these words', async shell => {
  expect((await mapParity('completion', shell)).stdout).toContain('map-parity completion words -- ');
});

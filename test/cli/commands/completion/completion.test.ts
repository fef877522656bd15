import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../support/main.ts';
import { programInProcess } from '../../../support/run-program.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
beforeAll(() => writeFileSync(join(folder.path, 'mine.case'), ''));

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
    expect(await wordsAfter('run', '--feature')).toContain('extl2');
    expect(await wordsAfter('run', '--without-feature', '=')).toContain('other-formats');
    expect(await wordsAfter('try', '--adapter')).toContain('nbdinfo');
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
  expect(complete('run', '--adapter', '=', 'nb')).toBe('nbdinfo');
});

// The words are those of this stand-in; what follows which words is tested above.
const words = 'add help --depth';
/** What a script of a shell prints, in a folder that has one file, `mine.case`. */
function printedBy(shell: string, script: string, args: readonly string[] = []): string {
  const { stdout, stderr } = spawnSync(shell, ['-c', script, shell, ...args], {
    encoding: 'utf8',
    cwd: folder.path,
  });
  return `${stdout}${stderr}`.trim();
}
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).error === undefined;

const shells = [
  {
    shell: 'bash',
    script: (completion: string) =>
      `map-parity() { printf '%s\\n' ${words}; }\n${completion}
      COMP_WORDS=(map-parity "$1") COMP_CWORD=1; _map_parity; [[ $COMPREPLY ]] || COMPREPLY=("$1"*); printf '%s\\n' "\${COMPREPLY[@]}"`,
  },
  {
    // With stand-ins for what zsh has only on a terminal.
    shell: 'zsh',
    script: (completion: string) =>
      `setopt nullglob; map-parity() { print -l ${words}; }; compdef() {}; _files() { print -l $PREFIX*; }
      compset() { PREFIX=\${PREFIX#*=}; }; compadd() { print -l -- \${(M)after:#$PREFIX*} | grep .; }\n${completion}
      words=(map-parity "$1") CURRENT=2 PREFIX=$1; _map_parity`,
  },
  {
    shell: 'fish',
    script: (completion: string) =>
      `function map-parity; printf '%s\\n' ${words}; end\n${completion}\ncomplete -C "map-parity $argv[2]"`,
  },
];

describe.each(shells)('$shell (skipped where it is not installed)', ({ shell, script }) => {
  test.skipIf(!has(shell)).each([
    ['', 'add\nhelp'],
    ['h', 'help'],
    ['--', '--depth'],
    ['mi', 'mine.case'],
  ])('offers commands, then options once a dash is typed, else files: after "%s"', async (typed, offered) => {
    const { stdout } = await mapParity('completion', shell);
    expect(printedBy(shell, script(stdout), [typed])).toBe(offered);
  });
});

// bash has the `=` and the value as words of their own; a test above completes them.
describe.each(shells.filter(({ shell }) => shell !== 'bash'))(
  '$shell, after the = of an option (skipped where it is not installed)',
  ({ shell, script }) => {
    test.skipIf(!has(shell)).each([
      ['--option=h', 'help'],
      ['--option=mi', 'mine.case'],
    ])('offers what it takes, else files: after "%s"', async (typed, offered) => {
      const { stdout } = await mapParity('completion', shell);
      expect(printedBy(shell, script(stdout), [typed]).replace(/^--option=/, '')).toBe(offered);
    });

    test.skipIf(!has(shell))('asks for the words after the option', async () => {
      const { stdout } = await mapParity('completion', shell);
      const echoed = script(stdout).replace(words, shell === 'fish' ? '"$argv"' : '"$*"');
      expect(printedBy(shell, echoed, ['--option='])).toContain('completion words -- --option');
    });
  },
);

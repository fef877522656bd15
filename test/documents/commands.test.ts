import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { npmPackages } from '../../ci/package/packages.ts';
import { helpOf } from '../../src/map/command/help.ts';
import { programInProcess } from '../support/run-program.ts';
import { commandsOf } from './command-lines.ts';
import { documents } from './documents.ts';
import { shellLines } from './shell-lines.ts';

// All that is read of the project is read before the program is started, which changes the working directory.
const pages = documents();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const packages = npmPackages.map(({ name }) => name);
const executables = new Set(
  ['ci/gate', 'ci/oracles', 'ci/parity', 'ci/test', 'ci/with-node'].filter(file => existsSync(file)),
);
const namedFiles = pages.flatMap(({ blocks }) => blocks.flatMap(shellLines)).flatMap(filesOf);
const missingFiles = new Set(namedFiles.filter(file => !existsSync(file)));

const program = programInProcess();
/** The help of each command, by its name: `run`, `golden add`. */
const helps = new Map<string, string>([['map', helpOf('map-parity map')]]);

beforeAll(async () => {
  const { stdout } = await program.run('--help');
  for (const [, name] of stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)) {
    if (name === 'map' || name === 'help') continue;
    const { stdout: text } = await program.run(name!, '--help');
    helps.set(name!, text);
    const [, inner = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(text) ?? [];
    for (const [, sub] of inner.matchAll(/^ {2}([a-z]+)/gm))
      helps.set(`${name} ${sub}`, (await program.run(name!, sub!, '--help')).stdout);
  }
});

function filesOf(line: string): string[] {
  return commandsOf(line)
    .flat()
    .filter(word => /^(golden|test|src|ci)\/[\w./-]+$/.test(word));
}

/** What is wrong with a command of this project; undefined if nothing is, or if it is another program's. */
function mistakeIn([name, ...words]: readonly string[]): string | undefined {
  if (name === 'npm') return mistakeOfNpm(words);
  if (name === 'ci/map-parity' || name === 'map-parity') return mistakeOfProgram(words);
  if (name === 'qemu-img-map') return mistakeOfProgram(['map', ...words]);
  if (name === 'ci/parity') return mistakeOfProgram(['run', ...words]);
  if (name?.startsWith('ci/')) return executables.has(name) ? undefined : `${name} is not there`;
  return undefined;
}

function mistakeOfNpm([verb, script, ...words]: readonly string[]): string | undefined {
  if (verb === 'install')
    return packages.includes([script, ...words].at(-1)!) ? undefined : `npm install ${script}`;
  if (verb !== 'run') return ['ci', 'test'].includes(verb!) ? undefined : `npm ${verb}`;
  if (!(script! in scripts)) return `npm has no script ${script}`;
  const rest = words[0] === '--' ? words.slice(1) : words;
  return script === 'golden' ? mistakeOfProgram(['golden', ...rest]) : undefined;
}

function mistakeOfProgram(words: readonly string[]): string | undefined {
  if (words.length === 0) return undefined;
  if (words[0]!.startsWith('--')) return ['--help', '--version'].includes(words[0]!) ? undefined : words[0];
  const name = helps.has(`${words[0]} ${words[1]}`) ? `${words[0]} ${words[1]}` : words[0]!;
  const help = helps.get(name);
  if (help === undefined) return `no command ${name}`;
  const known = new Set(help.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g));
  const options = words.filter(word => /^--?[a-zA-Z]/.test(word)).map(word => word.split('=')[0]!);
  const wrong = options.find(option => !known.has(option) && option !== '--help');
  return wrong === undefined ? undefined : `${name} has no ${wrong}`;
}

describe.each(pages)('$path', ({ blocks, spans }) => {
  test('commands and their options exist', () => {
    const inProse = spans.filter(span =>
      /^(ci\/[a-z-]+|map-parity|qemu-img-map|npm run|npm install)( |$)/.test(span),
    );
    const commands = [...blocks.flatMap(shellLines), ...inProse].flatMap(commandsOf);
    expect(commands.map(mistakeIn).filter(mistake => mistake !== undefined)).toEqual([]);
  });

  test('options in the text belong to some command', () => {
    const known = new Set([...helps.values()].flatMap(help => help.match(/--[a-z][a-z-]*/g) ?? []));
    const named = spans.flatMap(span => /^--[a-z][a-z-]*/.exec(span) ?? []);
    expect(named.filter(option => !known.has(option))).toEqual([]);
  });

  test('files of the project that commands take exist', () => {
    expect(
      blocks
        .flatMap(shellLines)
        .flatMap(filesOf)
        .filter(file => missingFiles.has(file)),
    ).toEqual([]);
  });
});

test('the help of each command has an example', () => {
  const without = [...helps].filter(
    ([name, help]) => !/^map$| help$/.test(name) && !help.includes('\nExamples:\n'),
  );
  expect(without.map(([name]) => name)).toEqual([]);
});

test('commands, scripts and options that do not exist are noticed', () => {
  expect(mistakeIn(['ci/none'])).toBe('ci/none is not there');
  expect(mistakeIn(['ci/parity', '--sed', '1'])).toBe('run has no --sed');
  expect(mistakeIn(['ci/map-parity', 'golden', 'add', '--nota'])).toBe('golden add has no --nota');
  expect(mistakeIn(['npm', 'run', 'none'])).toBe('npm has no script none');
});

test('the commands of one line are split', () => {
  expect(commandsOf(`git bisect run sh -c 'npm ci || exit 125; ci/map-parity try "a b" > c' # why`)).toEqual([
    ['npm', 'ci'],
    ['exit', '125'],
    ['ci/map-parity', 'try', 'a b'],
  ]);
});

import { rmSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { afterEach, expect, test } from 'vitest';
import { feature } from '../../../src/cli/options/arguments/features.ts';
import { configurationFile, takeConfiguration } from '../../../src/cli/options/configuration.ts';
import { timeoutOption } from '../../../src/cli/options/timeout-option.ts';
import { programInProcess } from '../../support/run-program.ts';

const program = programInProcess();
afterEach(() => rmSync(configurationFile, { force: true }));

function optionsOf(configuration: unknown, ...args: string[]): unknown {
  writeFileSync(configurationFile, JSON.stringify(configuration));
  const command = new Command('run')
    .option('--subject <command>')
    .option('--jobs <n>')
    .option('--without-feature <name>', '', feature, [])
    .addOption(timeoutOption())
    .hook('preAction', (_, action) => takeConfiguration(action))
    .action(() => {});
  return command.parse(args, { from: 'user' }).opts();
}

test('options come from the file', () => {
  const file = {
    subject: './x {image}',
    'without-feature': ['zstd', 'encryption'],
    timeout: '5s',
    known: 'k.txt',
    jobs: 2,
  };
  expect(optionsOf(file)).toEqual({
    subject: './x {image}',
    withoutFeature: ['zstd', 'encryption'],
    timeout: 5000,
    jobs: '2',
  });
});

test('the command line goes before the file', () => {
  const file = { subject: 'x {image}', 'without-feature': 'zstd' };
  expect(optionsOf(file, '--subject', 'y {image}', '--without-feature', 'extl2')).toEqual({
    subject: 'y {image}',
    withoutFeature: ['extl2'],
  });
});

test.each([
  ['no JSON', '{', /^map-parity: map-parity\.json: it can't be read as JSON: .*\n$/],
  ['a list', '[]', /^map-parity: map-parity\.json: it must be an object\n$/],
  [
    'an unknown key',
    '{"subjekt":"x"}',
    /^map-parity: map-parity\.json: "subjekt" is no key; the keys are subject, .*\n$/,
  ],
  [
    'another type',
    '{"timeout":true}',
    /^map-parity: map-parity\.json: timeout must be a text, a number or a list of such\n$/,
  ],
  [
    'a feature that isn’t one',
    '{"feature":["x"]}',
    /^map-parity: map-parity\.json: feature: "x": It must be one of extl2, .*\n$/,
  ],
  ['two subjects', '{"subject":["a","b"]}', /^map-parity: map-parity\.json: subject must be one text\n$/],
])('%s is refused in one line', async (_, text, message) => {
  writeFileSync(configurationFile, text);
  expect(await program.run('run', '--cases', '1')).toEqual({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(message),
  });
});

test('commands that it is not for leave it alone', async () => {
  writeFileSync(configurationFile, '{');
  expect((await program.run('case', '--seed', '1', '--index', '1')).status).toBe(0);
});

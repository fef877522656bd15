import { existsSync, readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, type Option } from 'commander';
import { HarnessError } from '../../harness/basics/harness-error.ts';

/** The file of the working directory that has options of commands. */
export const configurationFile = 'map-parity.json';

/** The keys of the file: long options of these names. */
const keys = [
  'subject',
  'adapter',
  'oracle',
  'known',
  'feature',
  'without-feature',
  'timeout',
  'jobs',
] as const;
type Key = (typeof keys)[number];

/** The commands that heed the file, if they have the option: those that test what a project tests again and again. */
const commands: readonly string[] = ['run', 'attack', 'try', 'add'];

/**
 * Sets the options of a command that the configuration file has and the command line lacks.
 *
 * @throws HarnessError `bad-configuration` if the file has an unknown key, or a value that the option doesn't take
 */
export function takeConfiguration(command: Command): void {
  const isAdd = command.name() === 'add' && command.parent?.name() !== 'known';
  if (!commands.includes(command.name()) || isAdd || !existsSync(configurationFile)) return;
  for (const [key, values] of readConfiguration()) {
    const option = command.options.find(({ long }) => long === `--${key}`);
    if (option === undefined || command.getOptionValueSource(option.attributeName()) === 'cli') continue;
    command.setOptionValueWithSource(option.attributeName(), parsedOption(option, key, values), 'config');
  }
}

function readConfiguration(): [Key, string[]][] {
  let configuration: unknown;
  try {
    configuration = JSON.parse(readFileSync(configurationFile, 'utf8'));
  } catch (cause) {
    throw wrong(`it can't be read as JSON: ${(cause as Error).message}`, cause);
  }
  if (typeof configuration !== 'object' || configuration === null || Array.isArray(configuration))
    throw wrong('it must be an object');
  return Object.entries(configuration).map(([name, value]) => {
    const key = keys.find(known => known === name);
    if (key === undefined) throw wrong(`${JSON.stringify(name)} is no key; the keys are ${keys.join(', ')}`);
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (!values.every(each => typeof each === 'string' || typeof each === 'number'))
      throw wrong(`${key} must be a text, a number or a list of such`);
    return [key, values.map(String)];
  });
}

/** The value of an option that is given as these texts, one after the other. */
function parsedOption(option: Option, key: Key, texts: readonly string[]): unknown {
  let value: unknown = Array.isArray(option.defaultValue) ? [] : undefined;
  if (!Array.isArray(value) && texts.length !== 1) throw wrong(`${key} must be one text`);
  for (const text of texts) {
    try {
      value = option.parseArg === undefined ? text : option.parseArg(text, value);
    } catch (cause) {
      if (!(cause instanceof InvalidArgumentError)) throw cause;
      throw wrong(`${key}: ${JSON.stringify(text)}: ${cause.message}`, cause);
    }
  }
  return value;
}

function wrong(what: string, cause?: unknown): HarnessError {
  return new HarnessError('bad-configuration', `${configurationFile}: ${what}`, { cause });
}

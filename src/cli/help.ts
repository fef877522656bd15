import type { HelpConfiguration } from 'commander';

/** The format of all help texts: one line for each command, and only defaults that are words or numbers. */
export const helpConfiguration: HelpConfiguration = {
  subcommandTerm: command => command.name(),
  optionDescription: ({ description, defaultValue }) =>
    /^(?:string|number)$/.test(typeof defaultValue)
      ? `${description} (default: ${defaultValue})`
      : description,
};

/** The examples at the end of a help text; `lines` are command lines without the name of the program. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  map-parity ${line}`).join('\n')}`;
}

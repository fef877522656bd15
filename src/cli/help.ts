import type { HelpConfiguration } from 'commander';

/** How the help of all commands looks: a line a command, and defaults only where they are words or numbers. */
export const helpConfiguration: HelpConfiguration = {
  subcommandTerm: command => command.name(),
  optionDescription: ({ description, defaultValue }) =>
    /^(?:string|number)$/.test(typeof defaultValue)
      ? `${description} (default: ${defaultValue})`
      : description,
};

/** Command lines to start from, each without the program's name, for the end of a command's help. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  map-parity ${line}`).join('\n')}`;
}

import { Help, type HelpConfiguration } from 'commander';

/** Columns that a description beside its term needs at least. */
const besideTerm = 40;

/**
 * The format of all help texts: one line for each command, and only defaults that are words or numbers. On a narrow terminal descriptions
 * stand below their terms.
 */
export const helpConfiguration: HelpConfiguration = {
  subcommandTerm: command => command.name(),
  optionDescription: ({ description, defaultValue }) =>
    /^(?:string|number)$/.test(typeof defaultValue)
      ? `${description} (default: ${defaultValue})`
      : description,
  minWidthToWrap: 20,
  formatItem: (term, termWidth, description, help) => {
    const { helpWidth = 80 } = help;
    if (description === '' || helpWidth - termWidth - 4 >= besideTerm)
      return Help.prototype.formatItem.call(help, term, termWidth, description, help);
    const indent = ' '.repeat(6);
    return `  ${term}\n${help.boxWrap(description, helpWidth - indent.length).replaceAll(/^/gm, indent)}`;
  },
};

/** The examples at the end of a help text; `lines` are command lines without the name of the program. */
export function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map(line => `  map-parity ${line}`).join('\n')}`;
}

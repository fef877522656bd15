import type { Command } from 'commander';

/** Lets a command name all required options that are missing. Commander itself names the first one. */
export function nameAllMissing(command: Command): void {
  Object.assign(command, {
    missingMandatoryOptionValue(): never {
      const missing = command.options.filter(
        option => option.mandatory && command.getOptionValue(option.attributeName()) === undefined,
      );
      const flags = missing.map(option => `'${option.flags}'`).join(', ');
      const options = missing.length === 1 ? 'option' : 'options';
      return command.error(`error: required ${options} ${flags} not specified`, {
        code: 'commander.missingMandatoryOptionValue',
      });
    },
  });
}

import { Option } from 'commander';

/** `--json` of a command: one JSON document on stdout, and nothing else. */
export function jsonOption(command: string): Option {
  return new Option('--json', `print one JSON document, which schema --of ${command} describes`);
}

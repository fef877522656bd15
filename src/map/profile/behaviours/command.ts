import type { Behaviours } from './behaviour.ts';

/** The long options of map. */
export type OptionName =
  | 'help'
  | 'format'
  | 'output'
  | 'object'
  | 'image-opts'
  | 'force-share'
  | 'start-offset'
  | 'max-length';

/** What versions do differently in the command line of map, and the keys of its JSON. */
export interface CommandValues {
  /** JSON entries have `present`, and only extents in which it is equal merge. */
  readonly presentKey: boolean;
  /** JSON entries have `compressed`, and only extents in which it is equal merge. */
  readonly compressedKey: boolean;
  /** The author of messages about options: qemu-img itself, or getopt_long of the C library. */
  readonly optionErrors: 'qemu-img' | 'getopt';
  /** The long options, in the order in which the message about an ambiguous option lists them. */
  readonly longOptions: readonly OptionName[];
  /** The line after the message about a misuse. */
  readonly misuseTrailer: string;
  /** When `--output` is checked: each one while it is scanned, or only the last one, after the operands are counted. */
  readonly outputChecked: 'while-scanning' | 'after-operands';
  /** The message about an `--output` that is neither human nor json. */
  readonly badOutput: (value: string) => string;
}

export const command: Behaviours<CommandValues> = {
  presentKey: {
    why: 'map reports since 6.1 whether any layer allocates a range (present)',
    values: [
      { since: '5.2', measured: '5.2..6.0.0', value: false },
      { since: '6.1', measured: '6.1.0..11.1', value: true },
    ],
  },
  compressedKey: {
    why: 'map reports compressed clusters since 8.2',
    values: [
      { since: '5.2', measured: '5.2..7.2', value: false },
      { since: '8.2', measured: '8.2.0..11.1', value: true },
    ],
  },
  optionErrors: {
    why: 'getopt_long reports the errors of options since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: 'qemu-img' },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: 'getopt' },
      { since: '10.1', value: 'getopt' },
    ],
  },
  longOptions: {
    why: 'the options are in the order of the help text; changed between 10.0 and 11.1',
    values: [
      {
        since: '5.2',
        measured: '10.0',
        value: [
          'help',
          'format',
          'output',
          'object',
          'image-opts',
          'force-share',
          'start-offset',
          'max-length',
        ],
      },
      {
        since: '10.1',
        measured: '11.1',
        value: [
          'help',
          'format',
          'image-opts',
          'start-offset',
          'max-length',
          'force-share',
          'output',
          'object',
        ],
      },
    ],
  },
  misuseTrailer: {
    why: 'each subcommand has its own help since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: "Try 'qemu-img --help' for more information" },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: "Try 'qemu-img map --help' for more info" },
      { since: '10.1', measured: '10.1.0..11.1', value: "Try 'qemu-img map --help' for more information" },
    ],
  },
  outputChecked: {
    why: '--output is checked while options are scanned since 10.1; Debian 10.0 has an early form of that',
    values: [
      { since: '5.2', measured: '5.2..9.1.0', value: 'after-operands' },
      { since: '10.0', vendor: 'Debian', measured: '10.0', value: 'while-scanning' },
      { since: '10.1', value: 'while-scanning' },
    ],
  },
  badOutput: {
    why: 'the message names the value since 10.1; Debian 10.0 has an early form of it, without a comma',
    values: [
      {
        since: '5.2',
        measured: '5.2..9.1.0',
        value: () => '--output must be used with human or json as argument.',
      },
      {
        since: '10.0',
        vendor: 'Debian',
        measured: '10.0',
        value: value => `--output expects 'human' or 'json' not '${value}'`,
      },
      {
        since: '10.1',
        measured: '10.1.0..11.1',
        value: value => `--output expects 'human' or 'json', not '${value}'`,
      },
    ],
  },
};

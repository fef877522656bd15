import type { Behaviours } from './behaviour.ts';

/**
 * A grammar of sizes: of `-s`, `-l` and sizes in image options. The grammars are described in
 * src/map/profile/size.
 */
export type SizeGrammar = 'double' | 'fixed-point' | 'fixed-point, plain hex' | 'strict';

/** What versions do differently where a text is read as a size or another number. */
export interface SizeValues {
  /** How sizes are read. */
  readonly sizeGrammar: SizeGrammar;
  /** The lines about a `-s` or `-l` that is not a size. `name` is `start offset` or `max length`. */
  readonly malformedSize: (name: string, value: string) => readonly string[];
  /** Whether a hexadecimal number can be `0x` alone where a text is scanned. */
  readonly bareHexPrefix: 'number' | 'no number';
}

export const sizes: Behaviours<SizeValues> = {
  sizeGrammar: {
    why: 'sizes are 64-bit integers with a fixed-point fraction since 6.0; 8.0 dropped suffixes of hex, 8.1 changed signs and fractions',
    values: [
      { since: '5.2', measured: '5.2', value: 'double' },
      { since: '6.0', measured: '6.0.0..7.2', value: 'fixed-point' },
      { since: '8.0', value: 'fixed-point, plain hex' },
      { since: '8.1', measured: '8.2.0..11.1', value: 'strict' },
    ],
  },
  malformedSize: {
    why: 'the message names the value since 10.1; Debian 10.0 has an early form of it, with a full stop',
    values: [
      {
        since: '5.2',
        measured: '5.2..9.1.0',
        value: name => [
          `Invalid ${name} specified. You may use k, M, G, T, P or E suffixes for`,
          'kilobytes, megabytes, gigabytes, terabytes, petabytes and exabytes.',
        ],
      },
      {
        since: '10.0',
        vendor: 'Debian',
        measured: '10.0',
        value: (name, value) => [`Invalid ${name} specified: '${value}'.`],
      },
      {
        since: '10.1',
        measured: '10.1.0..11.1',
        value: (name, value) => [`Invalid ${name} specified: '${value}'`],
      },
    ],
  },
  bareHexPrefix: {
    why: 'scanf of the C library took 0x without digits for a number before glibc 2.42, which Debian 11.1 is built with',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: 'number' },
      { since: '11.1', vendor: 'Debian', measured: '11.1', value: 'no number' },
    ],
  },
};

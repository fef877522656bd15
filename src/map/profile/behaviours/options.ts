import type { Behaviours } from './behaviour.ts';

/** What versions do differently with image options: how they are read, and what is said of their values. */
export interface OptionValues {
  /** A word without a value in image options (`read-only` for `read-only=on`) causes a warning. */
  readonly shortFormWarning: boolean;
  /** Errors of the JSON parser have their later wording, and begin with `LINE:COLUMN: `. */
  readonly jsonErrorsHavePosition: boolean;
  /** How fractions of JSON are printed: with six digits after the point, or with 17 digits in all. */
  readonly jsonNumbers: 'fixed' | 'exact';
  /** The message about a parameter that isn't what it must be, in the words `what`. */
  readonly expectsAtLeast: (name: string, what: string) => string;
  /** The message about a parameter that takes one of several words and has another value. */
  readonly enumErrors: (name: string, value: string) => string;
}

export const options: Behaviours<OptionValues> = {
  shortFormWarning: {
    why: 'short-form boolean options are deprecated since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  jsonErrorsHavePosition: {
    why: 'errors of a new JSON parser name the position; changed between 10.1 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2 10.0', value: false },
      { since: '11.1', measured: '11.1', value: true },
    ],
  },
  jsonNumbers: {
    why: 'numbers of JSON are printed with all their digits since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: 'fixed' },
      { since: '6.0', measured: '6.0.0..11.1', value: 'exact' },
    ],
  },
  expectsAtLeast: {
    why: 'messages about parameters have an article since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: (name, what) => `Parameter '${name}' expects ${what}` },
      {
        since: '6.0',
        measured: '7.2 10.0 11.1',
        value: (name, what) => `Parameter '${name}' expects a ${what}`,
      },
    ],
  },
  enumErrors: {
    why: 'the message names the parameter whose value is unknown since 6.2',
    values: [
      { since: '5.2', measured: '6.0.0..6.1.0', value: (_, value) => `Invalid parameter '${value}'` },
      {
        since: '6.2',
        measured: '6.2.0..11.1',
        value: (name, value) => `Parameter '${name}' does not accept value '${value}'`,
      },
    ],
  },
};

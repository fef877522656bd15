import { InvalidArgumentError } from 'commander';

/** Parses a share in percent: `95`, `95%`, `99.5%`. */
export function percentage(text: string): number {
  const [, digits] = /^(\d+(?:\.\d+)?) ?%?$/.exec(text) ?? [];
  if (digits !== undefined && Number(digits) <= 100) return Number(digits);
  throw new InvalidArgumentError('It must be a share from 0 to 100, like 95%.');
}

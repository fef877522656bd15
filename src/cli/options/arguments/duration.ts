import { InvalidArgumentError } from 'commander';

/** Parses a duration like `90s`, `5m` or `1h`; in milliseconds. */
export function duration(text: string): number {
  const [, digits, unit] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
  const seconds = { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
  if (seconds !== undefined && Number(digits) > 0) return Number(digits) * seconds * 1000;
  throw new InvalidArgumentError('It must be a number of seconds, minutes or hours, like 90s, 5m or 1h.');
}

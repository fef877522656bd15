import type { ReadExtent } from './read-extent.ts';

/** An extent in one line: its range, then its fields; for a block of an NBD context its value. */
export function describeExtent({
  start,
  length,
  depth,
  present,
  zero,
  data,
  compressed,
  offset,
  file,
  value,
}: ReadExtent): string {
  if (value !== undefined) return `${start}+${length}, value ${value}`;
  const flags = Object.entries({ present, zero, data, compressed }).filter(
    ([, value]) => value !== undefined,
  );
  return [
    `${start}+${length}`,
    ...(depth === undefined ? [] : [`depth ${depth}`]),
    ...flags.map(([name, value]) => `${name} ${value}`),
    ...(offset === undefined ? ['no offset'] : [`offset ${offset}`]),
    ...(file === undefined ? [] : [`in ${file}`]),
  ].join(', ');
}

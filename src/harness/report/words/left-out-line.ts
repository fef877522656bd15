import type { EndedBy } from '../../runs/campaign/ended-by.ts';

/** Something that was left out: how many, its word, and its plural unless that has an s at the end. */
export type LeftOut = readonly [count: number, one: string, many?: string];

/** One line that counts what a run has left out, and when, like `when the time was up`; none if that is nothing. */
export function leftOutLine({ interrupted, timeUp }: EndedBy, left: readonly LeftOut[]): string[] {
  const texts = left
    .filter(([count]) => count > 0)
    .map(([count, one, many = `${one}s`]) => `${count} ${count === 1 ? one : many}`);
  if (texts.length === 0) return [];
  const when = timeUp ? 'the time was up' : 'the first new finding ended it';
  return [`left out when ${interrupted ? 'it was interrupted' : when}: ${texts.join(', ')}`];
}

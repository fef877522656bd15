/** Something that was left out: how many, its word, and its plural unless that has an s at the end. */
export type LeftOut = readonly [count: number, one: string, many?: string];

/** One line that counts what a run has left out; none if that is nothing. */
export function leftOutLine(interrupted: boolean, left: readonly LeftOut[]): string[] {
  const texts = left
    .filter(([count]) => count > 0)
    .map(([count, one, many = `${one}s`]) => `${count} ${count === 1 ? one : many}`);
  if (texts.length === 0) return [];
  return [`left out when ${interrupted ? 'it was interrupted' : 'the time was up'}: ${texts.join(', ')}`];
}

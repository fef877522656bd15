/** Options of nodes that change nothing of a map, each with the values that are known to be taken. */
const harmless: ReadonlyMap<string, readonly unknown[]> = new Map<string, readonly unknown[]>([
  ['read-only', [true, 'on']],
  ['auto-read-only', [false, 'off']],
  ['cache.no-flush', [true, 'on']],
  ['force-share', [true, 'on']],
  ['locking', ['off']],
  ['discard', ['unmap']],
  ['detect-zeroes', ['on']],
  ['node-name', ['node']],
  ['lazy-refcounts', [false, 'off']],
  ['pass-discard-other', ['on']],
  ['overlap-check', ['all']],
]);

export function isHarmless(key: string, value: unknown): boolean {
  return harmless.get(key)?.includes(value) === true;
}

/** Options of nodes that leave a map as it is, each with the values that qemu is known to accept. */
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

/** The name without ending that layer `index` of `count` gets from its place: base, mid1 …, top. */
export function impliedStem(index: number, count: number): string {
  if (index === count - 1) return 'top';
  return index === 0 ? 'base' : `mid${index}`;
}

/** The names that a mistyped word may stand for: those that begin as it does, else the nearest ones, else none. */
export function alike<Name extends string>(word: string, names: readonly Name[]): Name[] {
  const typed = word.toLowerCase();
  if (typed.length < 3) return [];
  const begins = names.filter(name => name.startsWith(typed.slice(0, 4)));
  if (begins.length > 0) return begins;
  const distances = names.map(name => distance(typed, name));
  const nearest = Math.min(...distances);
  return nearest > typed.length / 3 ? [] : names.filter((_, index) => distances[index] === nearest);
}

/** How many letters are left out, added or replaced, or neighbours exchanged, to make one word of another (optimal string alignment). */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= from.length; row++) {
    const [above, twoAbove, here] = [rows[row - 1]!, rows[row - 2], [row]];
    for (let column = 1; column <= to.length; column++) {
      const replaced = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const swapped = isSwap && twoAbove !== undefined ? twoAbove[column - 2]! + 1 : replaced;
      here.push(Math.min(above[column]! + 1, here[column - 1]! + 1, replaced, swapped));
    }
    rows.push(here);
  }
  return rows.at(-1)!.at(-1)!;
}

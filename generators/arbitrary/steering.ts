import { columns } from '../coverage/column.ts';
import type { Trait, Wish } from '../wish/wish.ts';
import { choices, coveringRows } from './covering-rows.ts';

/** What a steered case is to have. */
export interface Steered {
  readonly wish: Wish;
  /** Columns that its chain is to show, if it can. */
  readonly columns: readonly string[];
}

/** So often the covering array is gone through, each time with other columns. */
const rounds = 4;
/** Every so many cases one is damaged, beside what its row says. */
const damagedEvery = 6;
const columnsACase = 4;
/** Contexts of NBD take the time of three maps: rows that ask for one do so in this round, and in the others for JSON. */
const contextRound = 1;

const damage: readonly Trait[] = ['damage-header', 'damage-tables', 'damage-bytes', 'damage-length'];

/** How many cases are steered: those from 0 to just before this one. */
export const steeredCases: number = Math.ceil(
  (rounds * coveringRows.length * damagedEvery) / (damagedEvery - 1),
);

/**
 * What case `index` is steered to, whatever the seed: the rows of the covering array in turn, so that each three traits
 * soon meet, and columns in turn. Undefined for the cases behind those, which are drawn freely.
 */
export function steeredTo(index: number): Steered | undefined {
  if (index < 0 || index >= steeredCases) return undefined;
  const turn = Math.floor(index / damagedEvery);
  const isDamaged = index % damagedEvery === damagedEvery - 1;
  const row = isDamaged ? turn : index - turn;
  const round = Math.floor(row / coveringRows.length);
  const traits = [...coveringRows[row % coveringRows.length]!].flatMap(
    (digit, at) => choices[at]![Number(digit)] ?? [],
  );
  const wish = new Set(traits);
  if (round !== contextRound && wish.delete('nbd-context')) wish.add('json');
  const planted = Array.from(
    { length: columnsACase },
    (_, at) => columns[(index * columnsACase + at) % columns.length]!,
  );
  if (isDamaged) wish.add(damage[turn % damage.length]!);
  if (planted.some(column => /[-!]/.test(column))) wish.add('extl2');
  return { wish, columns: planted };
}

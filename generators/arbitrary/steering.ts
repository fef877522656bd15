import { columns } from '../coverage/column.ts';
import type { Trait, Wish } from '../wish/wish.ts';
import { choices, coveringRows } from './covering-rows.ts';

/** The traits and columns that a steered case should have. */
export interface Steered {
  readonly wish: Wish;
  /** Columns that the chain contains if it can. */
  readonly columns: readonly string[];
}

/** How often the covering array is used, each time with other columns. */
const rounds = 4;
/** One in this many cases is also damaged. */
const damagedEvery = 6;
const columnsACase = 4;
/**
 * The round in which rows with a context of NBD ask for one. A context takes as long as three maps, so in the other
 * rounds these rows ask for JSON.
 */
const contextRound = 1;

const damage: readonly Trait[] = ['damage-header', 'damage-tables', 'damage-bytes', 'damage-length'];

/** The number of steered cases: those from 0 on. */
export const steeredCases: number = Math.ceil(
  (rounds * coveringRows.length * damagedEvery) / (damagedEvery - 1),
);

/**
 * What case `index` is steered to, for any seed. The rows of the covering array come in turn, so that each three traits
 * soon occur together, and the columns come in turn. Undefined for later cases, which are drawn freely.
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

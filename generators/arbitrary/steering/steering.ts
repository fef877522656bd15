import { columns } from '../../coverage/column.ts';
import { unprobedFormat, unusualFormats } from '../../recipe/formats.ts';
import { isRare, type Trait, type Wish } from '../../wish/wish.ts';
import { choices, coveringRows } from './covering-rows.ts';
import { openingWishes } from './opening-wishes.ts';
import { rareWishes } from './rare-wishes.ts';

/** The traits and columns that a steered case should have. */
export interface Steered {
  readonly wish: Wish;
  /** Columns that the chain contains if it can. */
  readonly columns: readonly string[];
}

/** How often the covering array is used, each time with other columns. */
const rounds = 4;
/** Cases come in groups of this many. One of a group is damaged, one has a rare wish and no row of the array. */
const group = 6;
const damagedInGroup = 5;
const rareInGroup = 2;
/** Cases of a group that take the rows of the array in turn. */
const soundInGroup = group - 2;
const columnsACase = 4;
/** Columns of a case of the opening. */
const columnsAtFirst = 8;
/** Columns that follow each other in the list are alike, so the opening takes those that are so far apart; all have their turn. */
const stride = 5;
/**
 * The round in which rows with a context of NBD ask for one. A context takes as long as three maps, so in the other
 * rounds these rows ask for JSON.
 */
const contextRound = 1;

/** From this round on rows with a raw base have one of another unusual format, in turn. */
const firstOtherRound = 2;

const otherFormats = unusualFormats.filter(format => format !== unprobedFormat);

const damage: readonly Trait[] = ['damage-header', 'damage-tables', 'damage-bytes', 'damage-length'];

/** How a case of the opening is steered. Its columns begin with data, and those at which a map ends are the last. */
function openingCase(wish: Wish, index: number): Steered {
  if (isRare(wish)) return { wish, columns: [] };
  const drawn = Array.from(
    { length: columnsAtFirst },
    (_, at) => columns[((index * columnsAtFirst + at) * stride) % columns.length]!,
  );
  const held = wish.has('extl2') ? drawn : drawn.filter(column => !/[-!]/.test(column));
  const ends = (column: string): boolean => column.includes('!');
  return { wish, columns: ['#', ...held.filter(column => !ends(column)), ...held.filter(ends)] };
}

/** The first group whose rare case comes after the opening. */
const firstTurn = Math.ceil((openingWishes.length - rareInGroup) / group);

/** The number of steered cases: those from 0 on. */
export const steeredCases: number = Math.ceil((rounds * coveringRows.length * group) / soundInGroup);

/**
 * What case `index` is steered to, for any seed. The opening comes first (`openingWishes`). After it the rows of the covering array
 * come in turn, so that each three traits soon occur together, and the columns and the rare wishes come in turn. Undefined for
 * later cases, which are drawn freely.
 */
export function steeredTo(index: number): Steered | undefined {
  if (index < 0 || index >= steeredCases) return undefined;
  const opening = openingWishes[index];
  if (opening !== undefined) return openingCase(opening, index);
  const turn = Math.floor(index / group);
  const place = index % group;
  if (place === rareInGroup) {
    return { wish: rareWishes[(turn - firstTurn) % rareWishes.length]!, columns: [] };
  }
  const isDamaged = place === damagedInGroup;
  const row = isDamaged ? turn : soundInGroup * turn + place - (place > rareInGroup ? 1 : 0);
  const round = Math.floor(row / coveringRows.length);
  const traits = [...coveringRows[row % coveringRows.length]!].flatMap(
    (digit, at) => choices[at]![Number(digit)] ?? [],
  );
  const wish = new Set(traits);
  if (round !== contextRound && wish.delete('nbd-context')) wish.add('json');
  if (round >= firstOtherRound && wish.delete(unprobedFormat))
    wish.add(otherFormats[row % otherFormats.length]!);
  const planted = Array.from(
    { length: columnsACase },
    (_, at) => columns[(index * columnsACase + at) % columns.length]!,
  );
  if (isDamaged) wish.add(damage[turn % damage.length]!);
  if (planted.some(column => /[-!]/.test(column))) wish.add('extl2');
  return { wish, columns: planted };
}

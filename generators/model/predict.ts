import { heldStates } from '../recipe/held-states.ts';
import type { Query, Recipe } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { chainOf, type Link } from './chain.ts';
import { cutAndDecide, type Piece } from './column.ts';
import { type ModelExtent, speaking } from './extent.ts';
import { mergeNeighbours } from './merge.ts';
import { modelOf } from './models.ts';
import { type ModelBlock, nbdBlocks } from './nbd.ts';
import { readQuery } from './query.ts';
import type { Refusal } from './refusal.ts';

export type { ModelExtent } from './extent.ts';
export type { ModelBlock } from './nbd.ts';

/** What the files of a recipe owe to the host that holds them. */
export interface ModelHost {
  /** A hole of a raw file shows only in whole blocks of so many bytes of the file. */
  readonly holeGranularity: bigint;
}

/** Map comes to damage: it ends with exit status 1, whatever it has printed by then. */
interface Failure {
  readonly kind: 'failure';
}

/** What map must say of a recipe, or why the model doesn't know. */
export type Prediction =
  | {
      readonly kind: 'extents';
      readonly output: 'json' | 'human';
      /** JSON: the entries. Human: the rows, which are only what holds data, up to where the map stops. */
      readonly extents: readonly ModelExtent[];
      /** Human output ends with exit status 1 at data that has no host offset. */
      readonly stopsAtUnmappable: boolean;
    }
  | {
      readonly kind: 'blocks';
      /** What nbdinfo prints of a context of NBD. */
      readonly blocks: readonly ModelBlock[];
    }
  | Refusal
  | Failure
  | Abstention;

/**
 * What `map QUERY` of qemu `version` (such as `7.2`) must say of the written recipe.
 *
 * On purpose no walk: the window is cut wherever some layer changes, each piece is decided by looking down its column,
 * and neighbours are merged at the end.
 */
export function predict(recipe: Recipe, query: Query, version: string, host: ModelHost): Prediction {
  const queried = readQuery(query, version);
  if (queried.kind === 'abstains') return queried;
  const chain = chainOf(recipe, queried.image, queried.passwords, version);
  if (chain.kind !== 'chain') return chain;

  const views = chain.links.map(({ layer, file, queried }) =>
    modelOf(layer).view(layer, file, queried, host.holeGranularity),
  );
  const { start, end } =
    queried.context === undefined ? queried.window(views[0]!.length) : { start: 0n, end: views[0]!.length };
  const decided: readonly Piece[] = start < end ? cutAndDecide(views, start, end) : [nothing(start)];
  const meets = (trouble: Piece['trouble']): boolean => decided.some(piece => piece.trouble === trouble);
  if (chain.links.some(holdsIllegal)) {
    // Elsewhere than where it decides map may come upon it too, looking ahead.
    const fails = meets('illegal') && queried.context === undefined;
    return fails ? { kind: 'failure' } : abstain('a bitmap that no program may write');
  }
  if (meets('doubtful')) return abstain('holes that show or not by the blocks of the host');
  if (queried.context !== undefined)
    return { kind: 'blocks', blocks: nbdBlocks(decided, views.length, queried.context, version) };
  const extents = mergeNeighbours(decided.map(extent => speaking(extent, version)));
  return queried.output === 'json'
    ? { kind: 'extents', output: 'json', extents, stopsAtUnmappable: false }
    : humanRows(extents);
}

function holdsIllegal({ layer }: Link): boolean {
  return layer.cells.some(cell => heldStates(cell).includes('illegal'));
}

/** The one entry of an empty window. */
function nothing(start: bigint): ModelExtent {
  return { start, length: 0n, depth: 0, present: false, zero: false, data: false, compressed: false };
}

function humanRows(extents: readonly ModelExtent[]): Prediction {
  const stop = extents.findIndex(({ data, offset }) => data && offset === undefined);
  const printed = stop === -1 ? extents : extents.slice(0, stop);
  const rows = printed.filter(({ data, zero }) => data && !zero);
  return { kind: 'extents', output: 'human', extents: rows, stopsAtUnmappable: stop !== -1 };
}

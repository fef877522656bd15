import type { Query, Recipe } from '../recipe/recipe.ts';
import { type Abstention, abstain } from './abstention.ts';
import { bitmapBlocks } from './bitmap-blocks.ts';
import { chainOf } from './chain.ts';
import { cutAndDecide, type Piece } from './column.ts';
import { type ModelExtent, printedBy } from './extent.ts';
import { mergeNeighbours } from './merge.ts';
import { modelOf } from './models.ts';
import { type ModelBlock, nbdBlocks } from './nbd.ts';
import { readQuery } from './query/query.ts';
import type { Refusal } from './refusal.ts';

export type { ModelExtent } from './extent.ts';
export type { ModelBlock } from './nbd.ts';

/** What the model needs to know about the host of the files. */
export interface ModelHost {
  /** Bytes of a block: a raw file has holes in whole blocks only. */
  readonly holeGranularity: bigint;
}

/** Map meets damage: it ends with exit status 1, whatever it has printed before. */
interface Failure {
  readonly kind: 'failure';
}

/** What map must print for a recipe, or why the model doesn't know it. */
export type Prediction =
  | {
      readonly kind: 'extents';
      readonly output: 'json' | 'human';
      /** JSON: the entries. Human: the rows, for data only, up to where map stops. */
      readonly extents: readonly ModelExtent[];
      /** Human output ends with exit status 1 at data without a host offset. */
      readonly stopsAtUnmappable: boolean;
    }
  | {
      readonly kind: 'blocks';
      /** The blocks that nbdinfo prints for a context of NBD. */
      readonly blocks: readonly ModelBlock[];
    }
  | Refusal
  | Failure
  | Abstention;

/**
 * What `map QUERY` of qemu `version` (such as `7.2`) must print for the written recipe.
 *
 * Deliberately not a walk like qemu's: the model cuts the window wherever some layer changes, decides each piece by
 * looking down its column, and merges neighbours at the end.
 */
export function predict(recipe: Recipe, query: Query, version: string, host: ModelHost): Prediction {
  const request = readQuery(query, version);
  if (request.kind !== 'query') return request;
  const chain = chainOf(recipe, request.image, request.passwords, version);
  if (chain.kind !== 'chain') return chain;

  const views = chain.links.map(({ layer, file, queried }) =>
    modelOf(layer).view(layer, file, queried, host.holeGranularity),
  );
  const { context } = request;
  if (context !== undefined && 'bitmap' in context)
    return bitmapBlocks(
      chain.links.map(({ layer }) => layer),
      context.bitmap,
      views[0]!.length,
    );
  const { start, end } =
    context === undefined ? request.window(views[0]!.length) : { start: 0n, end: views[0]!.length };
  const decided: readonly Piece[] = start < end ? cutAndDecide(views, start, end) : [emptyEntry(start)];
  const has = (trouble: Piece['trouble']): boolean => decided.some(piece => piece.trouble === trouble);
  if (views.some(({ bands }) => bands.some(({ state }) => state === 'illegal'))) {
    // Map may also hit it elsewhere, because it looks ahead.
    const fails = has('illegal') && context === undefined;
    return fails ? { kind: 'failure' } : abstain('a bitmap that no program may write');
  }
  if (has('doubtful')) return abstain('holes that show or not by the blocks of the host');
  if (context !== undefined)
    return { kind: 'blocks', blocks: nbdBlocks(decided, views.length, context.allocation, version) };
  const extents = mergeNeighbours(decided.map(extent => printedBy(extent, version)));
  return request.output === 'json'
    ? { kind: 'extents', output: 'json', extents, stopsAtUnmappable: false }
    : humanRows(extents);
}

/** The one entry of an empty window. */
function emptyEntry(start: bigint): ModelExtent {
  return { start, length: 0n, depth: 0, present: false, zero: false, data: false, compressed: false };
}

function humanRows(extents: readonly ModelExtent[]): Prediction {
  const stop = extents.findIndex(({ data, offset }) => data && offset === undefined);
  const printed = stop === -1 ? extents : extents.slice(0, stop);
  const rows = printed.filter(({ data, zero }) => data && !zero);
  return { kind: 'extents', output: 'human', extents: rows, stopsAtUnmappable: stop !== -1 };
}

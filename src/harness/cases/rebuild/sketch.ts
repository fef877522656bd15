import type { CellState, LayerFormat } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** Guest bytes that one layer holds in one state, by an extent of a map. */
export interface Stretch {
  readonly start: bigint;
  readonly end: bigint;
  readonly state: Exclude<CellState, 'illegal'>;
  /** Host offset of `start`, in bytes. */
  readonly offset?: bigint;
  /** The line of the extent in the map. */
  readonly line: number;
}

/** One layer as a map describes it; its format and its cluster size are not decided yet. */
export interface LayerSketch {
  /** The name of the map in messages. */
  readonly source: string;
  /** The name of the file without its extension. */
  readonly stem: string;
  /** The name of the file in a table, which may be that of a data file. */
  readonly file?: string;
  /** Virtual size in bytes: whole sectors. */
  readonly size: bigint;
  /** The guest bytes that the map covers. At its edges extents may end inside clusters. */
  readonly window: { readonly start: bigint; readonly end: bigint };
  /** `data`: a table, which has data extents only. */
  readonly covers: 'all' | 'data';
  /** Sorted, without overlap. Ranges between them are unknown, and taken as unallocated. */
  readonly stretches: readonly Stretch[];
}

/** The error for a valid map whose chain can't be written: one line that begins with the place in the map. */
export function noRebuild(source: string, line: number | undefined, what: string, next = ''): HarnessError {
  return new HarnessError('no-rebuild', `${source}${line === undefined ? '' : `:${line}`}: ${what}`, {
    next,
  });
}

/** Whether the layer has a stretch in this state. */
export function hasState({ stretches }: LayerSketch, state: Stretch['state']): boolean {
  return stretches.some(stretch => stretch.state === state);
}

/** The name of a layer's file. If the map doesn't name it, its extension is the format. */
export function fileName({ stem, file }: Pick<LayerSketch, 'stem' | 'file'>, format: LayerFormat): string {
  return file ?? `${stem}.${format}`;
}

/** Bytes of a sector: sizes of layers are whole sectors. */
export const sector = 512n;

/** Rounds bytes up to whole sectors, as map does with all sizes. */
export function wholeSectors(bytes: bigint): bigint {
  return ((bytes + sector - 1n) / sector) * sector;
}

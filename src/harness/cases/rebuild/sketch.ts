import type { CellState, LayerFormat } from '../../../../generators/recipe/recipe.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** Guest bytes of which a map says that one layer holds them in one state. */
export interface Stretch {
  readonly start: bigint;
  readonly end: bigint;
  readonly state: Exclude<CellState, 'illegal'>;
  /** Where `start` stands in the file, in bytes. */
  readonly offset?: bigint;
  /** The line of the map that says so. */
  readonly line: number;
}

/** What a map tells of one layer: its format and its cluster size are still open. */
export interface LayerSketch {
  /** What the map is called in messages. */
  readonly source: string;
  /** The name of its file without an ending … */
  readonly stem: string;
  /** … or as a table tells it, which may be that of its data file. */
  readonly file?: string;
  /** In bytes: whole sectors. */
  readonly size: bigint;
  /** The guest bytes that the map tells of: at its edges extents end within clusters. */
  readonly window: { readonly start: bigint; readonly end: bigint };
  /** A table tells of data alone. */
  readonly tells: 'all' | 'data';
  /** Sorted, without overlap. What lies between them is unknown, and taken as unallocated. */
  readonly stretches: readonly Stretch[];
}

/** A map that is sound, of what can't be written again: one line that begins with where that is seen. */
export function noRebuild(source: string, line: number | undefined, what: string, next = ''): HarnessError {
  return new HarnessError('no-rebuild', `${source}${line === undefined ? '' : `:${line}`}: ${what}`, {
    next,
  });
}

/** Whether the layer holds anything in this state. */
export function holds({ stretches }: LayerSketch, state: Stretch['state']): boolean {
  return stretches.some(stretch => stretch.state === state);
}

/** The name of a layer's file, which ends with its format where the map doesn't tell it. */
export function fileName({ stem, file }: Pick<LayerSketch, 'stem' | 'file'>, format: LayerFormat): string {
  return file ?? `${stem}.${format}`;
}

/** Layers have whole ones of these many bytes. */
export const sector = 512n;

/** Bytes rounded up to whole sectors, as all sizes that map tells are. */
export function wholeSectors(bytes: bigint): bigint {
  return ((bytes + sector - 1n) / sector) * sector;
}

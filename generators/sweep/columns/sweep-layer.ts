import type { BlockKind } from '../../recipe/blocks/block-format.ts';
import { type BlockFormatName, blockFormats } from '../../recipe/blocks/block-formats.ts';
import { isPlacing, kindOf } from '../../recipe/blocks/block-layer.ts';
import { hasHostSlot } from '../../recipe/cells/cell-row.ts';
import { plainestFormat } from '../../recipe/formats.ts';
import type { CellState } from '../../recipe/recipe.ts';
import type { SweepState } from './sweep-state.ts';

/** One layer of a sweep, and the states that its clusters have. */
export interface SweepLayer {
  readonly format: typeof plainestFormat | BlockFormatName;
  /** The kind of a block format; absent: the usual one. */
  readonly subformat?: string;
  readonly states: readonly SweepState[];
}

/** `depth` layers of the usual format. */
export function usualLayers(states: readonly SweepState[], depth: number): SweepLayer[] {
  return Array.from({ length: depth }, () => ({ format: plainestFormat, states }));
}

/** The states of blocks that a file tells apart. A kind with more than one of them is swept. */
export function statesInFiles({ states }: BlockKind): CellState[] {
  return states.filter(state => state !== 'data-hole');
}

/** A layer of a block format in all of its states. Where blocks have slots, data continues the place of the last block, and not. */
export function blockLayer(format: BlockFormatName, subformat: string | undefined): SweepLayer {
  const named = { format, ...(subformat === undefined ? {} : { subformat }) };
  const kind = kindOf(named);
  const states = statesInFiles(kind).flatMap((state): SweepState[] => {
    const cell = { state };
    const alone = { cell, continues: false };
    return isPlacing(kind) && state === 'data' && hasHostSlot(cell)
      ? [alone, { cell, continues: true }]
      : [alone];
  });
  return { ...named, states };
}

/**
 * A layer of a block format under one of the usual format, and over another if its files name backing files. Where these must have
 * its own format, it is over a layer like itself.
 */
export function mixedLayers(
  layer: SweepLayer,
  format: BlockFormatName,
  states: readonly SweepState[],
): SweepLayer[] {
  const { recordedFormat, onlyOverItself } = blockFormats[format];
  const usual = { format: plainestFormat, states } as const;
  const below = onlyOverItself === true ? layer : usual;
  return [...(recordedFormat === undefined ? [] : [below]), layer, usual];
}

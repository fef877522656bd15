import type * as fc from 'fast-check';
import type { CellState, Layer } from '../../recipe/recipe.ts';
import type { Frame } from './frame.ts';
import type { NodeOptions } from './node.ts';

/** How layers of one format are drawn. */
export interface FormatArbitrary<L extends Layer> {
  /** For layers of a chain, not in normal form. */
  layer(frame: Frame, name: string): fc.Arbitrary<L>;
  /** Bytes of the smallest cell. A chain reaches past some of its base. */
  readonly leastCell: number;
  /** The layer with the cell at a guest byte in another state, or the layer itself if it can't hold that state there. */
  withState(layer: L, at: number, state: CellState): L;
  /** Options of the format's driver that leave a map as it is. */
  readonly harmlessOptions: readonly NodeOptions[];
  /** For options of the driver that change a map, weighed among no option (6) and harmless ones (4). */
  mapOptions(layer: L): readonly fc.WeightedArbitrary<NodeOptions>[];
}

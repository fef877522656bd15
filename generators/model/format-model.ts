import type { Layer } from '../recipe/recipe.ts';
import type { Reason } from './abstention.ts';
import type { QueriedNode } from './query/queried-node.ts';
import type { Passwords } from './query/unlocking.ts';
import type { View } from './view.ts';

/** What map reports for layers of one format. */
export interface FormatModel<L extends Layer> {
  /** What in an undamaged layer the model doesn't know for this qemu version, or undefined. */
  unmodelled(layer: L, version: string): Reason | undefined;
  /** Whether qemu refuses to open the layer with the options that the query gives for it. */
  isRefused(layer: L, queried: QueriedNode, passwords: Passwords): boolean;
  /**
   * The layer as map sees it.
   *
   * @param file the path by which the chain names the layer
   * @param holeGranularity bytes of a block of the host's file system
   */
  view(layer: L, file: string, queried: QueriedNode, holeGranularity: bigint): View;
}

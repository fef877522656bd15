import type { LayerFormat } from '../../recipe/recipe.ts';
import type { Wish } from '../../wish/wish.ts';

/** What the layers of one chain have in common. */
export interface Frame {
  /** The usual cluster size, in bytes. */
  readonly unit: number;
  /** About how far the rows reach, in bytes. */
  readonly extent: number;
  readonly layers: number;
  readonly baseFormat: LayerFormat;
  readonly wish: Wish;
}

/** Chains with clusters of this size and more have few layers and no smaller neighbours: their files are big. In bytes. */
export const bigCluster: number = 1 << 20;

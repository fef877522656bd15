import { traitsOf } from '../recipe/formats.ts';
import type { Layer, Recipe } from '../recipe/recipe.ts';
import { WriteError } from './write-error.ts';
import { writtenBytes } from './written-bytes.ts';

/** Bytes that a chain may take. A campaign's take at most 8 MiB, and the largest goldens less than that. */
const mostBytes = 2 ** 30;

/**
 * A row like `#{30000000}` is short to type; its clusters would fill the disk, or the memory of a tmpfs, before anybody could stop it.
 *
 * @throws WriteError `too-large` if the files of a chain would take more than a gigabyte together
 */
export function requireRoom({ layers }: Recipe): void {
  const bytes = layers.reduce(
    (sum, layer) => sum + writtenBytes(layer) + entryBytes(layer) + bitmapBytes(layer),
    0,
  );
  if (bytes > mostBytes)
    throw new WriteError(
      'too-large',
      `the files of this chain would take ${bytes} bytes, and at most ${mostBytes} are written`,
    );
}

/** The bytes of the table entries of a layer and of its snapshots, at most 16 a cluster. */
function entryBytes(layer: Layer): number {
  if (!traitsOf(layer).hasClusters) return 0;
  const rows = [layer.cells, ...(layer.snapshots ?? []).map(({ cells }) => cells)];
  const mapped = rows.flat().filter(cell => !('state' in cell && cell.state === 'unallocated'));
  return mapped.reduce((sum, { count }) => sum + 16 * count, 0);
}

/** The bytes of the bits that are set, or stored as clear. */
function bitmapBytes({ bitmaps = [] }: Layer): number {
  const stored = bitmaps.flatMap(({ cells }) => cells).filter(({ state }) => state !== 'unallocated');
  return stored.reduce((sum, { count }) => sum + Math.ceil(count / 8), 0);
}

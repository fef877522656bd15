import { Refusal } from '../../basics/error.ts';
import type { DirtyBitmap } from '../../node/dirty-bitmap.ts';
import type { Opening } from '../../node/opening.ts';
import { type Options, takeChild } from '../../options/options.ts';
import { optionText } from '../../options/typed-options.ts';

/** A dirty bitmap and the bytes that it covers. */
export interface NamedBitmap {
  readonly bitmap: DirtyBitmap;
  readonly size: number;
}

/**
 * Takes out the option `bitmap`, which names a node that is open and a bitmap that is stored in its image.
 *
 * @returns undefined if it isn't there
 * @throws Refusal
 */
export function takeBitmap(options: Options, { named, profile }: Opening): NamedBitmap | undefined {
  const given = takeChild(options, 'bitmap.');
  if (given.size === 0) return undefined;
  const nodeName = optionText(given.get('node')!, profile)!;
  if (!named.has(nodeName)) throw new Refusal(`Node '${nodeName}' not found`);
  const node = named.get(nodeName);
  // Filters have no bitmaps, even those on an image that has some. A node that is being opened is this filter.
  const image = node?.driver.kind === 'format' ? node.layers[0] : undefined;
  const name = optionText(given.get('name')!, profile)!;
  const bitmap = image?.dirtyBitmaps?.find(known => known.name === name);
  if (bitmap === undefined) throw new Refusal(`Dirty bitmap '${name}' not found`);
  return { bitmap, size: image!.virtualSize };
}

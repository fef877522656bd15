import { chainOf } from '../../../map/image.ts';
import {
  type Extent,
  explain,
  type Image,
  type LayerExplanation,
  MapError,
  map,
  type OpenImageOptions,
  openImage,
} from '../../../map/index.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** Why the map is what it is at a guest offset. */
export interface Explanation {
  /** From the top down to the layer that decides. */
  readonly layers: readonly LayerExplanation[];
  /** What qemu complains about on the way, in lines. */
  readonly complaints: readonly string[];
  /** The extent that covers the offset; absent if map fails before it. */
  readonly extent?: Extent;
  /** Why map fails before the offset. */
  readonly failure?: string;
  /** Holes of a file could not be asked for. */
  readonly missedHoles: boolean;
}

/**
 * Explains the map at a guest offset (bytes).
 *
 * @throws HarnessError `past-end`; the error of `openImage` if the chain can't be opened
 */
export function explanationAt(name: string, offset: bigint, options: OpenImageOptions): Explanation {
  const complaints: string[] = [];
  // Not `using`: Node 22 runs these sources as they are, and doesn't know it.
  const image = openImage(name, { ...options, notice: text => complaints.push(text) });
  try {
    if (offset >= image.virtualSize)
      throw new HarnessError(
        'past-end',
        `offset ${offset} is past the end: ${name} has ${image.virtualSize} bytes`,
      );
    complaints.length = 0;
    const layers = explain(image, offset);
    const extent = extentAt(image, offset);
    return {
      layers,
      complaints: complaints.flatMap(text => text.trimEnd().split('\n')),
      ...extent,
      missedHoles: chainOf(image).missedHoles,
    };
  } finally {
    image.close();
  }
}

/** The whole extent, which takes a map from the start. If map fails before the offset, there is none. */
function extentAt(image: Image, offset: bigint): Pick<Explanation, 'extent' | 'failure'> {
  try {
    for (const extent of map(image)) if (extent.start + extent.length > offset) return { extent };
  } catch (error) {
    if (error instanceof MapError) return { failure: error.message };
    throw error;
  }
  return {};
}

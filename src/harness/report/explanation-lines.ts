import { missedHolesText } from '../../map/chain/chain.ts';
import { chainOf } from '../../map/image.ts';
import {
  explain,
  type Image,
  type LayerExplanation,
  MapError,
  map,
  type OpenImageOptions,
  openImage,
} from '../../map/index.ts';
import { HarnessError } from '../basics/harness-error.ts';
import { describeExtent } from './difference-lines.ts';
import { layerLines } from './layer-lines.ts';

/**
 * Explains the map at a guest offset (bytes): the layers from the top down to the one that decides, the complaints of qemu on
 * the way, and the extent that covers the offset.
 *
 * @param written says what was written at the offset of a layer, if that is known
 * @throws HarnessError `past-end`; the error of `openImage` if the chain can't be opened
 */
export function explanationLines(
  name: string,
  offset: bigint,
  options: OpenImageOptions,
  written: (layer: LayerExplanation) => string | undefined = () => undefined,
): string[] {
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
    const layers = explain(image, offset).flatMap(layer => layerLines(layer, written(layer)));
    const extent = extentLine(image, offset);
    const complaintLines = complaints.flatMap(text => text.trimEnd().split('\n')).map(line => `  ${line}`);
    const missed = chainOf(image).missedHoles ? [`  ${missedHolesText}`] : [];
    return [...layers, ...complaintLines, extent, ...missed];
  } finally {
    image.close();
  }
}

/** The whole extent, which takes a map from the start. If map fails before the offset, there is none. */
function extentLine(image: Image, offset: bigint): string {
  try {
    for (const extent of map(image))
      if (extent.start + extent.length > offset) return `  extent: ${describeExtent(extent)}`;
  } catch (error) {
    if (error instanceof MapError) return `  extent: none, because map fails: ${error.message}`;
    throw error;
  }
  return '  extent: none';
}

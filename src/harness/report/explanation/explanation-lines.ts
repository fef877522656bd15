import { layerLines } from '../../../drawing/layer-lines.ts';
import { missedHolesText } from '../../../map/chain/chain.ts';
import type { LayerExplanation, OpenImageOptions } from '../../../map/index.ts';
import { describeExtent } from '../../answers/extents/describe-extent.ts';
import { type Explanation, explanationAt } from './explanation.ts';

/**
 * Explains the map at a guest offset (bytes): the layers from the top down to the one that decides, the complaints of qemu on
 * the way, and the extent that covers the offset.
 *
 * @param written says what was written at the offset of a layer, if that is known
 * @throws as `explanationAt`
 */
export function explanationLines(
  name: string,
  offset: bigint,
  options: OpenImageOptions,
  written: (layer: LayerExplanation) => string | undefined = () => undefined,
): string[] {
  const explanation = explanationAt(name, offset, options);
  return [
    ...explanation.layers.flatMap(layer => layerLines(layer, written(layer))),
    ...explanation.complaints.map(line => `  ${line}`),
    `  extent: ${extentText(explanation)}`,
    ...(explanation.missedHoles ? [`  ${missedHolesText}`] : []),
  ];
}

function extentText({ extent, failure }: Explanation): string {
  if (extent !== undefined) return describeExtent(extent);
  return failure === undefined ? 'none' : `none, because map fails: ${failure}`;
}

import { noOffset } from '../format/format.ts';
import type { Profile } from '../profile/profile.ts';
import type { Extents } from '../status/extents.ts';
import type { Step } from '../status/step.ts';
import { exactSum } from './exact.ts';

/** The current extent as an entry of JSON output, with what stands behind it. */
export function jsonEntry(extents: Extents, profile: Profile): string {
  const { extent, startCut } = extents;
  const start = exactSum(extent.start, startCut);
  const length = exactSum(extent.length, -startCut - extents.endCut);
  const offset = extent.offset === noOffset ? '' : `, "offset": ${exactSum(extent.offset, startCut)}`;
  return `${entry(extent, start, length, profile)}${offset}}${extents.last ? '' : ',\n'}`;
}

/** The one entry for an empty range. */
export function emptyJsonEntry(step: Step, start: bigint, profile: Profile): string {
  return `${entry(step, start, 0, profile)}}`;
}

function entry(step: Step, start: number | bigint, length: number | bigint, profile: Profile): string {
  const present = profile.presentKey ? `, "present": ${step.present}` : '';
  const compressed = profile.compressedKey ? `, "compressed": ${step.compressed}` : '';
  const flags = `${present}, "zero": ${step.zero}, "data": ${step.data}${compressed}`;
  return `{ "start": ${start}, "length": ${length}, "depth": ${step.depth}${flags}`;
}

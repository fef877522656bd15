import type { ModelExtent } from '../../../../generators/model/predict.ts';
import type { Listener } from './told-difference.ts';

/** Entries of one chunk. */
const together = 1000;

/** Says what qemu-img prints as JSON of the extents that the model predicts: keys that the version lacks are undefined there. */
export function tellModel(extents: readonly ModelExtent[], listener: Listener): void {
  for (let from = 0; from < extents.length; from += together) {
    const entries = extents.slice(from, from + together).map(jsonEntry);
    const [before, behind] = [from === 0 ? '[' : ',\n', from + together < extents.length ? '' : ']\n'];
    listener(Buffer.from(`${before}${entries.join(',\n')}${behind}`));
  }
}

function jsonEntry(extent: ModelExtent): string {
  const { start, length, depth, present, zero, data, compressed, offset } = extent;
  const fields = Object.entries({ start, length, depth, present, zero, data, compressed, offset });
  const said = fields.filter(([, value]) => value !== undefined);
  return `{ ${said.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`;
}

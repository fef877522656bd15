import type { ModelExtent } from '../../../../../generators/model/predict.ts';
import type { Sink } from './stream-difference.ts';

const entriesPerChunk = 1000;

/** Prints the extents of the model as qemu-img prints JSON. The keys that a version lacks are undefined in them. */
export function printModel(extents: readonly ModelExtent[], sink: Sink): void {
  for (let from = 0; from < extents.length; from += entriesPerChunk) {
    const to = from + entriesPerChunk;
    const entries = extents.slice(from, to).map(jsonEntry);
    const [before, behind] = [from === 0 ? '[' : ',\n', to < extents.length ? '' : ']\n'];
    sink(Buffer.from(`${before}${entries.join(',\n')}${behind}`));
  }
}

function jsonEntry(extent: ModelExtent): string {
  const { start, length, depth, present, zero, data, compressed, offset } = extent;
  const fields = Object.entries({ start, length, depth, present, zero, data, compressed, offset });
  const printed = fields.filter(([, value]) => value !== undefined);
  return `{ ${printed.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`;
}

import { heldStates } from '../recipe/held-states.ts';
import type { CellState, Layer, Qcow2Layer } from '../recipe/recipe.ts';
import type { Reason } from './abstention.ts';
import { isSince } from './extent.ts';
import { isPlainPath } from './plain-path.ts';

const dataFileName = 0x44415441;

/** Extensions that change how the image is opened: another backing format, another data file, encryption, bitmaps. */
const tellingExtensions: readonly number[] = [0xe2792aca, dataFileName, 0x0537be77, 0x23852875];

/** What of a layer the model doesn't know of a qemu version, if anything. */
export function unmodelled(layer: Layer, version: string): Reason | undefined {
  if (layer.edits !== undefined && layer.edits.length > 0) return 'damage';
  if (layer.format === 'raw') return undefined;
  return unmodelledFeature(layer, version) ?? unmodelledCell(layer) ?? unmodelledExtension(layer);
}

function unmodelledFeature(layer: Qcow2Layer, version: string): Reason | undefined {
  // zstd came with 5.1, and Debian built no version before 6.0 with it.
  if (layer.compression === 'zstd' && !isSince(version, 6, 0))
    return 'zstd, which some builds of this version lack';
  return isPlainPath(layer.dataFile ?? '') ? undefined : 'a name that is no plain path';
}

function unmodelledCell({ version, dataFile, cells }: Qcow2Layer): Reason | undefined {
  const has = (...states: readonly CellState[]): boolean =>
    cells.some(cell => heldStates(cell).some(state => states.includes(state)));
  if (version === 2 && has('zero-plain', 'zero-allocated')) return 'zero clusters in version 2';
  if (dataFile !== undefined && has('compressed')) return 'compressed clusters and a data file';
  return undefined;
}

/** The name of a data file means nothing where the header says that there is none. */
function unmodelledExtension({ extensions = [], dataFile }: Qcow2Layer): Reason | undefined {
  const isTelling = extensions.some(
    ({ type }) => tellingExtensions.includes(type) && (type !== dataFileName || dataFile !== undefined),
  );
  return isTelling ? 'a header extension that changes how the image opens' : undefined;
}

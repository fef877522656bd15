import { heldStates } from '../../recipe/cells/held-states.ts';
import type { CellState, Qcow2Layer } from '../../recipe/recipe.ts';
import type { Reason } from '../abstention.ts';
import { isSince } from '../extent.ts';
import { isPlainPath } from '../query/plain-path.ts';

const dataFileName = 0x44415441;

/** Extensions that change how the image opens: backing format, data file, encryption, bitmaps. */
const openingExtensions: readonly number[] = [0xe2792aca, dataFileName, 0x0537be77, 0x23852875];

/** What in a qcow2 layer the model doesn't know for a qemu version, or undefined. */
export function unmodelled(layer: Qcow2Layer, version: string): Reason | undefined {
  return unmodelledFeature(layer, version) ?? unmodelledCell(layer) ?? unmodelledExtension(layer);
}

function unmodelledFeature(layer: Qcow2Layer, version: string): Reason | undefined {
  // qemu has zstd since 5.1, Debian's builds since 6.0.
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

/** A data file name has no effect if the header says that there is no data file. */
function unmodelledExtension({ extensions = [], dataFile }: Qcow2Layer): Reason | undefined {
  const changesOpening = extensions.some(
    ({ type }) => openingExtensions.includes(type) && (type !== dataFileName || dataFile !== undefined),
  );
  return changesOpening ? 'a header extension that changes how the image opens' : undefined;
}

import { byteLength } from '../../byte-length.ts';
import { cellCount } from '../../cells/cell-row.ts';
import { smallestExtended } from '../../qcow2/smallest-extended.ts';
import type { Qcow2Layer } from '../../recipe.ts';
import { clusterCount } from '../../virtual-size.ts';
import { nameMistake } from '../name-mistake.ts';
import { passwordMistake } from '../password-mistake.ts';
import { rowMistake } from '../row-mistake.ts';
import { textMistake } from '../text-mistake.ts';
import type { Complaint } from '../validity.ts';
import { bitmapMistake } from './bitmap-mistake.ts';
import { clusterMistake } from './cluster-mistake.ts';

/** Attributes that need version 3: version 2 has no feature bits (section "Header" of the qcow2 specification). */
const sinceVersion3 = [
  ['extendedL2', 'extended L2 entries'],
  ['compression', 'compression types'],
  ['dataFile', 'external data files'],
  ['dirty', 'dirty bit'],
  ['corrupt', 'corrupt bit'],
  ['lazyRefcounts', 'lazy refcounts'],
  ['bitmaps', 'bitmaps'],
] as const;

const refcountWidths: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** The lengths of names in a snapshot table have 16 bits. */
const longestSnapshotName = 65535;

/** What is wrong with the features of a layer: some exclude each other, or need version 3 or larger clusters. */
export function featureMistake(layer: Qcow2Layer): Complaint {
  return (
    versionMistake(layer) ??
    widthMistake(layer) ??
    dataFileMistake(layer) ??
    passwordMistake(layer) ??
    snapshotMistake(layer) ??
    bitmapMistake(layer)
  );
}

function versionMistake(layer: Qcow2Layer): Complaint {
  if (layer.version === 3) return undefined;
  const [part, name] = sinceVersion3.find(([key]) => layer[key] !== undefined) ?? [];
  return part === undefined ? undefined : { part, message: `version 2 has no ${name}` };
}

function widthMistake({ version, unit, extendedL2, refcountBits = 16 }: Qcow2Layer): Complaint {
  if (extendedL2 && unit < smallestExtended)
    return { part: 'extendedL2', message: 'extended L2 entries need clusters of at least 16k' };
  if (!refcountWidths.includes(refcountBits))
    return { part: 'refcountBits', message: 'a refcount has 1, 2, 4, 8, 16, 32 or 64 bits' };
  if (version === 2 && refcountBits !== 16)
    return { part: 'refcountBits', message: 'version 2 has refcounts of 16 bits' };
  return undefined;
}

function dataFileMistake({ dataFile, dataFileRaw, slots }: Qcow2Layer): Complaint {
  if (dataFile === undefined)
    return dataFileRaw && { part: 'dataFileRaw', message: 'there is no data file to be raw' };
  const name = nameMistake(dataFile);
  if (name !== undefined) return { part: 'dataFile', message: name };
  if (slots === undefined) return undefined;
  return {
    part: 'slots',
    message: 'clusters of a data file stand at their guest offsets and take no host slot',
  };
}

function snapshotMistake(layer: Qcow2Layer): Complaint {
  for (const [index, { name, cells }] of (layer.snapshots ?? []).entries()) {
    const mistake = (message: string): Complaint => ({ part: 'snapshots', index, message });
    if (layer.dataFile !== undefined) return mistake('an image with a data file has no snapshots');
    if (layer.skeleton) return mistake('a skeleton has no snapshots');
    const text = textMistake(name);
    if (text !== undefined) return mistake(`the name of the snapshot ${text}`);
    if (byteLength(name) > longestSnapshotName)
      return mistake(`the name of the snapshot is longer than ${longestSnapshotName} bytes`);
    const row = rowMistake(cells, run => clusterMistake(layer, run));
    if (row !== undefined) return mistake(row.message);
    const [own, current] = [cellCount(cells), clusterCount(layer)];
    if (BigInt(own) > current) return mistake(`the snapshot has ${own} clusters, its layer only ${current}`);
  }
  return undefined;
}

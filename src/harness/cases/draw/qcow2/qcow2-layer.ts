import { heldStates } from '../../../../../generators/recipe/cells/held-states.ts';
import { quoteWord } from '../../../../../generators/recipe/picture/text/word.ts';
import { defaultHeaderLength } from '../../../../../generators/recipe/qcow2/default-header-length.ts';
import type { Qcow2Layer, Snapshot } from '../../../../../generators/recipe/recipe.ts';
import { textMistake } from '../../../../../generators/recipe/validation/text-mistake.ts';
import { defaultSize } from '../../../../../generators/recipe/virtual-size.ts';
import { autoclear, incompatible } from '../../../../map/drivers/qcow2/header/features.ts';
import {
  type Header,
  hasFeature,
  headerBytes,
  parseHeader,
} from '../../../../map/drivers/qcow2/header/header.ts';
import { Corruption } from '../../../../map/drivers/qcow2/tables/corruption.ts';
import { looksPreallocated } from '../../../../map/drivers/qcow2/tables/preallocation.ts';
import type { ImageFormat } from '../../../../map/node/image-format.ts';
import { newest } from '../../../../map/profile/profile.ts';
import type { DrawnLayer, HoleStyle, LayerNames, Part } from '../drawn-layer.ts';
import { drawBitmaps } from './bitmaps.ts';
import { type ClusterRow, clusterRow, type Tables } from './cluster-rows.ts';
import {
  countsReferences,
  extensionText,
  extensionTypes,
  hasSoundTable,
  headerExtensions,
} from './header-words.ts';
import { inOrderOf, withHosts } from './host-slots.ts';
import { type SnapshotEntry, snapshotEntries } from './snapshots.ts';

/** The password of drawn layers: a LUKS header is recorded for it, and an AES image opens with any password. */
export const drawnPassword = 's3cret';

/** Bit 0 of the compatible features, bytes 80 to 87: refcounts may be written late. */
const lazyRefcounts = 1;

/**
 * Draws a qcow2 layer, without its backing file, from its metadata alone.
 *
 * @throws HarnessError `too-long`
 */
export function drawQcow2(
  { name, dataName }: LayerNames,
  image: ImageFormat,
  part: Part,
  holes: HoleStyle,
): DrawnLayer<Qcow2Layer> & { readonly backingFormat: string | undefined } {
  const { file } = image;
  const header = parseHeader(file.read(0, headerBytes));
  const extensions = headerExtensions(file, header);
  const notes: string[] = [];
  const tables = tablesOf(name, image, header);
  const row = clusterRow(tables, part);
  const hasRefcounts = countsReferences(file, header);
  const encryption = (['aes', 'luks'] as const)[header.cryptMethod - 1];
  if (encryption !== undefined) notes.push(`its password is drawn as ${drawnPassword}`);
  const { snapshots, losses } = drawSnapshots(snapshotEntries(file, header), tables, part, row.hosts);
  notes.push(...losses);
  if (!hasSoundTable(file, header)) notes.push('its refcount table is damaged: it is drawn intact');
  const kept = extensions.filter(({ type }) => !isCoveredElsewhere(type, header));
  const compression = header.compressionType === 1 ? ('zstd' as const) : undefined;
  const basic: Qcow2Layer = {
    format: 'qcow2',
    name,
    unit: tables.clusterSize,
    cells: row.cells,
    version: header.version === 2 ? 2 : 3,
    ...(hasFeature(header, incompatible.extendedL2) && { extendedL2: true }),
    ...(compression && { compression }),
    ...(header.refcountOrder !== 4 && { refcountBits: 2 ** header.refcountOrder }),
    ...(!hasRefcounts && { refcounts: 'none' }),
    ...(row.emptyTables > 0 && row.absentTables === 0 && { l2: 'all' }),
    ...(dataName !== undefined && { dataFile: dataName }),
    ...((header.autoclearFeatures & autoclear.rawDataFile) !== 0n && { dataFileRaw: true }),
    ...(encryption && { encryption: { method: encryption, password: drawnPassword } }),
    ...(hasFeature(header, incompatible.dirty) && { dirty: true }),
    ...(hasFeature(header, incompatible.corrupt) && { corrupt: true }),
    ...(header.version > 2 && (file.read(87, 1)[0]! & lazyRefcounts) !== 0 && { lazyRefcounts: true }),
    ...(kept.length > 0 && { extensions: kept }),
    ...(row.edits.length > 0 && { edits: row.edits }),
    ...(snapshots.length > 0 && { snapshots }),
  };
  const sized = header.size === defaultSize(basic) ? basic : { ...basic, size: header.size };
  const { bitmaps, losses: lostBitmaps } = drawBitmaps(image.dirtyBitmaps ?? [], sized);
  notes.push(...lostBitmaps);
  const whole = bitmaps.length > 0 ? { ...sized, bitmaps } : sized;
  const long = headerLengthOf(whole, header.headerLength, notes);
  const { layer, isMoved } = placed(long, row, notes, holes);
  return {
    layer,
    notes,
    isMoved,
    backingFormat: extensionText(extensions, extensionTypes.backingFormat),
  };
}

/** Snapshots as the notation has them, and a note for each thing that is lost. */
interface DrawnSnapshots {
  readonly snapshots: readonly Snapshot[];
  readonly losses: readonly string[];
}

/** Nobody reads the picture of more, and of each the tables are read: qemu takes 65,536. */
const mostSnapshots = 256;

/**
 * Draws the snapshots. One that no recipe can hold is left out, and all of them are if there are too many.
 *
 * @param used the host clusters of the layer itself
 */
function drawSnapshots(
  entries: readonly SnapshotEntry[],
  tables: Tables,
  part: Part,
  used: readonly number[],
): DrawnSnapshots {
  if (entries.length > mostSnapshots)
    return { snapshots: [], losses: [`its ${entries.length} snapshots are left out`] };
  const snapshots: Snapshot[] = [];
  const losses: string[] = [];
  const taken = new Set(used);
  let shared = false;
  for (const { name, l1Offset, l1Entries } of entries) {
    const { cells, edits, hosts } = clusterRow({ ...tables, l1Offset, l1Entries }, part);
    shared ||= hosts.some(host => taken.has(host));
    for (const host of hosts) taken.add(host);
    if (edits.length > 0 || tables.home === 'data-file' || textMistake(name) !== undefined)
      losses.push(`its snapshot ${quoteWord(name.replace(/\0.*/s, ''))} is damaged: it is left out`);
    else snapshots.push({ name, cells: cells.at(-1)?.state === 'unallocated' ? cells.slice(0, -1) : cells });
  }
  if (shared) losses.push('clusters that snapshots share are drawn as separate clusters');
  return { snapshots, losses };
}

function tablesOf(name: string, image: ImageFormat, header: Header): Tables {
  const clusterSize = 2 ** header.clusterBits;
  return {
    name,
    version: header.version,
    file: image.file,
    dataFile: image.dataFile,
    hasVisibleHoles: looksPreallocated(image.file, header, newest, new Corruption(() => {})),
    clusterSize,
    extended: hasFeature(header, incompatible.extendedL2),
    home: hasFeature(header, incompatible.dataFile) ? 'data-file' : 'image',
    clusters: Math.ceil(Number(header.size) / clusterSize),
    l1Offset: Number(header.l1TableOffset),
    l1Entries: header.l1Size,
  };
}

/** Whether an extension isn't drawn: an attribute stands for it, or the bitmaps that it refers to. */
function isCoveredElsewhere(type: number, header: Header): boolean {
  const { backingFormat, dataFile, luks, bitmaps, featureNames } = extensionTypes;
  if (type === bitmaps) return (header.autoclearFeatures & autoclear.bitmaps) !== 0n;
  if (type === dataFile) return hasFeature(header, incompatible.dataFile);
  return type === backingFormat || type === luks || type === featureNames;
}

/** The header length as an attribute. 112 bytes need none: today's programs write as many even if they need fewer. */
function headerLengthOf(layer: Qcow2Layer, length: number, notes: string[]): Qcow2Layer {
  const least = defaultHeaderLength(layer);
  if (layer.version === 2 || length === least || length === 112) return layer;
  if (length % 8 === 0 && length > least) return { ...layer, headerLength: length };
  notes.push(`its header has ${length} bytes`);
  return layer;
}

/** A layer with its host slots. */
interface PlacedLayer {
  readonly layer: Qcow2Layer;
  readonly isMoved: boolean;
}

/**
 * Draws host clusters at their host offsets. If the written file has tables there, as it has for most files of qemu, the
 * layer becomes a skeleton, whose tables are after everything else, without snapshots and bitmaps. If that has no room for them either, the
 * clusters get other host offsets.
 */
function placed(layer: Qcow2Layer, { hosts }: ClusterRow, notes: string[], holes: HoleStyle): PlacedLayer {
  const hasHoles = layer.cells.some(cell => heldStates(cell).includes('data-hole'));
  // Clusters of a data file are at their guest offsets, and take no slots.
  const slotted = layer.dataFile === undefined ? hosts : [];
  const inPlace = hasHoles && holes === 'skeleton' ? undefined : withHosts(layer, slotted);
  if (inPlace !== undefined) return { layer: inPlace, isMoved: false };
  const { refcounts, snapshots, bitmaps, ...rest } = layer;
  const skeleton = withHosts({ ...rest, skeleton: true }, slotted);
  if (skeleton !== undefined) {
    const left = [snapshots && 'its snapshots', bitmaps && 'its bitmaps'].filter(each => each !== undefined);
    notes.push(...left.map(each => `${each} are left out, so that its clusters can keep their host offsets`));
    return { layer: skeleton, isMoved: false };
  }
  notes.push('its host clusters are drawn in their order, with other host offsets');
  return { layer: inOrderOf(layer, hosts), isMoved: true };
}

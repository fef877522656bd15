import { joinRuns, plainestCell } from '../../../../generators/recipe/cell-row.ts';
import { heldStates } from '../../../../generators/recipe/held-states.ts';
import { defaultHeaderLength } from '../../../../generators/recipe/qcow2/default-header-length.ts';
import type { CellRun, CellState, Qcow2Layer, Snapshot } from '../../../../generators/recipe/recipe.ts';
import { textMistake } from '../../../../generators/recipe/validation/text-mistake.ts';
import { defaultSize } from '../../../../generators/recipe/virtual-size.ts';
import { autoclear, incompatible } from '../../../map/drivers/qcow2/features.ts';
import { type Header, hasFeature, headerBytes, parseHeader } from '../../../map/drivers/qcow2/header.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { type ClusterRow, clusterRow, type Tables } from './cluster-rows.ts';
import type { DrawnLayer, LayerNames, Part } from './drawn-layer.ts';
import {
  countsReferences,
  extensionText,
  extensionTypes,
  hasSoundTable,
  headerExtensions,
} from './header-words.ts';
import { inOrderOf, withHosts } from './host-slots.ts';
import { type SnapshotEntry, snapshotEntries } from './snapshots.ts';

/** A LUKS layer is drawn with the password that a header was recorded for; the one of AES opens with any. */
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
): DrawnLayer<Qcow2Layer> & { readonly backingFormat: string | undefined } {
  const { file } = image;
  const header = parseHeader(file.read(0, headerBytes));
  const extensions = headerExtensions(file, header);
  const notes: string[] = [];
  const tables = tablesOf(name, image, header);
  const row = clusterRow(tables, part);
  const sound = countsReferences(file, header);
  const encryption = (['aes', 'luks'] as const)[header.cryptMethod - 1];
  if (encryption !== undefined) notes.push(`its password is drawn as ${drawnPassword}, whatever it is`);
  const snapshots = drawSnapshots(snapshotEntries(file, header), tables, part, row.hosts, notes);
  if (!hasSoundTable(file, header)) notes.push('its refcount table is damaged: it is drawn sound');
  const kept = extensions.filter(({ type }) => !isSaidElsewhere(type, header, notes));
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
    ...(!sound && { refcounts: 'none' }),
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
  const long = headerLengthOf(sized, header.headerLength, notes);
  return {
    layer: tables.external ? long : placed(long, row, notes),
    notes,
    backingFormat: extensionText(extensions, extensionTypes.backingFormat),
  };
}

/** What each snapshot has; one that no recipe can hold is left out. */
function drawSnapshots(
  entries: readonly SnapshotEntry[],
  tables: Tables,
  part: Part,
  used: readonly number[],
  notes: string[],
): Snapshot[] {
  const drawn: Snapshot[] = [];
  const seen = new Set(used);
  let shared = false;
  for (const { name, l1Offset, l1Entries } of entries) {
    const { cells, edits, hosts } = clusterRow({ ...tables, l1Offset, l1Entries }, part);
    shared ||= hosts.some(host => seen.has(host));
    for (const host of hosts) seen.add(host);
    if (edits.length > 0 || tables.external || textMistake(name) !== undefined)
      notes.push(`its snapshot ${JSON.stringify(name.replace(/\0.*/s, ''))} is damaged: it is left out`);
    else drawn.push({ name, cells: cells.at(-1)?.state === 'unallocated' ? cells.slice(0, -1) : cells });
  }
  if (shared) notes.push('clusters that snapshots share are drawn as clusters of their own');
  return drawn;
}

function tablesOf(name: string, image: ImageFormat, header: Header): Tables {
  const clusterSize = 2 ** header.clusterBits;
  return {
    name,
    version: header.version,
    file: image.file,
    dataFile: image.dataFile,
    clusterSize,
    extended: hasFeature(header, incompatible.extendedL2),
    external: hasFeature(header, incompatible.dataFile),
    clusters: Math.ceil(Number(header.size) / clusterSize),
    l1Offset: Number(header.l1TableOffset),
    l1Entries: header.l1Size,
  };
}

/** Whether attributes say what an extension says, or it leads to what is not drawn. */
function isSaidElsewhere(type: number, header: Header, notes: string[]): boolean {
  const { backingFormat, dataFile, luks, bitmaps, featureNames } = extensionTypes;
  if (type === bitmaps && (header.autoclearFeatures & autoclear.bitmaps) !== 0n) {
    notes.push('its bitmaps are left out');
    return true;
  }
  if (type === dataFile) return hasFeature(header, incompatible.dataFile);
  return type === backingFormat || type === luks || type === featureNames;
}

/** Programs of today write headers of 112 bytes whether they need them or not: that isn't worth an attribute. */
function headerLengthOf(layer: Qcow2Layer, length: number, notes: string[]): Qcow2Layer {
  const least = defaultHeaderLength(layer);
  if (layer.version === 2 || length === least || length === 112) return layer;
  if (length % 8 === 0 && length > least) return { ...layer, headerLength: length };
  notes.push(`its header has ${length} bytes`);
  return layer;
}

/**
 * Host clusters at their places. Where other tables stand there in a written file, as in most that qemu wrote, it is drawn
 * as a skeleton, which has its tables behind all else, and no snapshots; where holes in data count, in other places.
 */
function placed(layer: Qcow2Layer, { hosts }: ClusterRow, notes: string[]): Qcow2Layer {
  const inPlace = withHosts(layer, hosts);
  if (inPlace !== undefined) return inPlace;
  const { refcounts, snapshots, ...rest } = layer;
  const holes = layer.cells.some(cell => heldStates(cell).includes('data-hole')) && refcounts !== 'none';
  const cells = joinRuns(rest.cells.map(withoutHoles));
  const skeleton = holes ? undefined : withHosts({ ...rest, cells, skeleton: true }, hosts);
  if (skeleton !== undefined) {
    if (snapshots !== undefined)
      notes.push('its snapshots are left out, so that its clusters can stand where they do');
    return skeleton;
  }
  notes.push('its host clusters are drawn in their order, not where they are');
  return inOrderOf(layer, hosts);
}

/** Nothing is written in a skeleton: all its data are holes, and no map tells. */
function withoutHoles(run: CellRun): CellRun {
  const plain = <S extends CellState>(state: S): S | 'data' => (state === 'data-hole' ? 'data' : state);
  if (run.state !== 'mixed') return { ...run, state: plain(run.state) };
  const subclusters = run.subclusters.map(({ state, count }) => ({ state: plain(state), count }));
  return { ...plainestCell({ state: 'mixed', subclusters }), count: run.count };
}

import { printByteSize } from '../../../generators/recipe/byte-size.ts';
import { plainestCell } from '../../../generators/recipe/cell-row.ts';
import { printRow } from '../../../generators/recipe/picture/print-row.ts';
import type { SubclusterState } from '../../../generators/recipe/recipe.ts';
import type { LayerExplanation } from '../../map/index.ts';
import type { ClusterExplanation } from '../../map/node/image-format.ts';

/** One layer of an explanation: what it is, the table words behind the offset, and the rule that follows from them. */
export function layerLines(layer: LayerExplanation): string[] {
  const { depth, name, format, virtualSize, cluster } = layer;
  const clusters = cluster === undefined ? '' : `, clusters of ${printByteSize(BigInt(cluster.clusterSize))}`;
  return [
    `  depth ${depth}  ${name}: ${format}, ${printByteSize(virtualSize)}${clusters}`,
    ...[...(cluster === undefined ? [] : tableLines(cluster)), ruleOf(layer)].map(line => `    ${line}`),
  ];
}

function tableLines({
  cluster,
  clusterSize,
  byte,
  l1,
  l2,
  subclusters,
  compressed,
}: ClusterExplanation): string[] {
  const place = `guest cluster ${cluster}, byte ${byte} of it`;
  if (l2 === undefined) return [place, `L1[${l1.index}] = ${l1.word}: no L2 table`];
  return [
    place,
    `L1[${l1.index}] = ${l1.word}: L2 table at ${hex(l2.tableOffset)}`,
    `L2[${l2.index}] at ${hex(l2.tableOffset + l2.index * (subclusters === undefined ? 8 : 16))} = ${l2.word}: ${[...l2.flags, placeOf(l2.word, compressed)].join(', ')}`,
    ...(subclusters === undefined || compressed !== undefined ? [] : [bitmapLine(subclusters, clusterSize)]),
  ];
}

function placeOf(word: string, compressed: ClusterExplanation['compressed']): string {
  if (compressed !== undefined) return `data at ${hex(compressed.offset)}, at most ${compressed.bytes} bytes`;
  const host = BigInt(word) & 0x00ff_ffff_ffff_fe00n;
  return host === 0n ? 'no host cluster' : `host cluster at ${hex(host)}`;
}

function bitmapLine(
  { index, bitmap, states }: NonNullable<ClusterExplanation['subclusters']>,
  clusterSize: number,
): string {
  const runs = states.map(state => ({
    state: (state === 'invalid' ? 'illegal' : state) as SubclusterState,
    count: 1,
  }));
  const cell = plainestCell({ state: 'mixed', subclusters: runs });
  const row = printRow([{ ...cell, count: 1 }]);
  const picture = cell.state === 'mixed' ? row : `[${row}{${states.length}}]`;
  const size = printByteSize(BigInt(clusterSize / states.length));
  return `bitmap ${bitmap}: ${picture}, of which this is subcluster ${index} (${size} each)`;
}

/** What map makes of it, in words. */
function ruleOf(layer: LayerExplanation): string {
  const { answer, cluster, virtualSize, offset } = layer;
  const what = cluster?.state ?? layer.format;
  switch (answer) {
    case 'past-end':
      return `ends at ${virtualSize}, before this offset: the layer above reads as zeros here`;
    case 'failure':
      return `${what}: map fails here`;
    case 'data':
      return `${dataWords(layer)}: this layer answers`;
    case 'data-hole':
      return `data at ${placeIn(layer)}, which is a hole there, and the refcounts claim more than the host has stored: data and zero`;
    case 'zeros':
      return cluster === undefined
        ? `a hole at ${placeIn(layer)}: zeros, and this layer answers`
        : `${what}, reads as zeros${offset === undefined ? '' : ` and keeps ${placeIn(layer)}`}: this layer answers`;
    case 'below':
      return `${unallocated(what)}: the backing file answers`;
    case 'short-backing':
      return `${unallocated(what)}, and the backing file ends before: zeros that are not present, at this depth`;
    case 'no-backing':
      return `${unallocated(what)}, and there is no backing file: zeros that are not present`;
  }
}

function dataWords(layer: LayerExplanation): string {
  const { cluster, offset } = layer;
  if (cluster?.state === 'compressed') return 'compressed data, which has no offset';
  if (offset === undefined) return 'data, encrypted or of a driver that gives no offset';
  return `data at ${placeIn(layer)}`;
}

/** An offset as map prints it and as tables have it, and the file that it means. */
function placeIn({ name, dataFile, offset = 0n }: LayerExplanation): string {
  const file = dataFile === undefined ? name : `the data file ${dataFile}`;
  return `${offset} (${hex(offset)}) of ${file}`;
}

function unallocated(what: string): string {
  return what === 'reserved' ? 'unallocated, though the cluster has a host offset' : 'unallocated';
}

function hex(value: number | bigint): string {
  return `0x${value.toString(16)}`;
}

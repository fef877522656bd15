import type { Row } from '../covering-array.ts';

/** What varies in the geometry of a chain of two layers, and in its query. */
export const geometryFactors = {
  version: ['3', '2'],
  clusterSize: ['64k', '512', '4k', '2M'],
  subclusters: ['no', 'yes'],
  /** The end of the virtual size: with the last cluster, one sector earlier, or within a sector. */
  tail: ['whole', 'sector', 'bytes'],
  backing: ['none', 'shorter qcow2', 'equal qcow2', 'longer qcow2', 'shorter raw', 'equal raw', 'longer raw'],
  /** The cluster size of the backing file, compared with the top. */
  backingClusters: ['alike', 'smaller'],
  dataFile: ['none', 'plain', 'raw'],
  slots: ['rising', 'falling', 'apart'],
  compressed: ['no', 'yes'],
  output: ['json', 'human'],
  start: ['none', 'cluster', 'byte'],
  length: ['none', 'cluster', 'byte', 'beyond the end'],
  share: ['no', 'yes'],
  opening: ['by name', 'with -f', 'by options', 'json: without backing'],
} as const;

export type GeometryFactors = typeof geometryFactors;
export type Geometry = Row<GeometryFactors>;

/** Ways that exclude each other: there are no such images. */
export interface Constraint {
  readonly name: string;
  forbids(row: Partial<Geometry>): boolean;
}

/** No constraint forbids the first way of a factor, so the first ways complete each combination. */
export const geometryConstraints: readonly Constraint[] = [
  {
    name: 'version 2 has no subclusters',
    forbids: ({ version, subclusters }) => version === '2' && subclusters === 'yes',
  },
  {
    name: 'version 2 has no data file',
    forbids: ({ version, dataFile }) => version === '2' && isOther(dataFile, 'none'),
  },
  {
    name: 'subclusters take clusters of 16k',
    forbids: ({ subclusters, clusterSize }) =>
      subclusters === 'yes' && (clusterSize === '512' || clusterSize === '4k'),
  },
  {
    name: 'a cluster of 512 bytes is a sector',
    forbids: ({ tail, clusterSize }) => tail === 'sector' && clusterSize === '512',
  },
  {
    name: 'clusters of 512 bytes are the smallest',
    forbids: ({ backingClusters, clusterSize }) => backingClusters === 'smaller' && clusterSize === '512',
  },
  {
    name: 'nothing in a data file is compressed',
    forbids: ({ dataFile, compressed }) => isOther(dataFile, 'none') && compressed === 'yes',
  },
  {
    name: 'clusters of a data file stand at their guest offsets',
    forbids: ({ dataFile, slots }) => isOther(dataFile, 'none') && isOther(slots, 'rising'),
  },
];

export function isGeometry(row: Partial<Geometry>): boolean {
  return !geometryConstraints.some(({ forbids }) => forbids(row));
}

function isOther(way: string | undefined, first: string): boolean {
  return way !== undefined && way !== first;
}

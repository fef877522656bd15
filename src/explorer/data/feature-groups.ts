import type { CheckFeature } from '../../../generators/coverage/check-features.ts';
import { kindFeatures } from '../../../generators/coverage/kind-features.ts';
import { unusualFormats } from '../../../generators/recipe/formats.ts';

/** The rows of the table: the features in groups, with what each means. */
export type FeatureGroups = Readonly<Record<string, Partial<Record<CheckFeature, string>>>>;

/** All features, each once. `--feature` of `map-parity run` has the same names. */
export const featureGroups: FeatureGroups = {
  'Cluster states': {
    unallocated: 'clusters without data: they read from the backing file, or as zeros',
    data: 'data clusters',
    'data-hole': 'data clusters that are a hole in the host file',
    'zero-plain': 'zeros without a host cluster',
    'zero-allocated': 'zeros that keep their host cluster',
    compressed: 'compressed clusters',
  },
  Chains: {
    'backing-file': 'a backing file',
    'short-layer': 'a layer that ends before the one above',
    cut: 'a chain that is cut off: a layer without its backing file',
    'long-chain': 'more than three layers',
    'cluster-sizes': 'layers of different cluster sizes',
    'small-image': 'an image so small that its L1 table is at a higher offset than its guest disk ends',
    'many-clusters': 'a million clusters or more in a layer',
    'odd-size': 'a size that is no multiple of a sector',
    names: 'unusual file names',
    'nbd-export': 'a layer that an NBD server exports',
  },
  'Features of qcow2': {
    extl2: 'extended L2 entries: subclusters',
    reserved: 'subclusters whose cluster is allocated, and which are not',
    illegal: 'subclusters that are both data and zeros',
    zstd: 'zstd compression',
    'data-file': 'an external data file',
    'raw-data-file': 'a raw external data file',
    encryption: 'encryption',
    snapshots: 'internal snapshots',
    bitmaps: 'dirty bitmaps',
    v2: 'version 2',
    refcounts: 'refcounts of other than 16 bits',
    'no-refcounts': 'no refcounts',
    preallocation: 'allocated clusters that were never written',
    'header-bits': 'dirty, corrupt, and lazy refcounts',
    'header-extensions': 'unknown header extensions',
    'host-order': 'clusters in another order in the host file',
  },
  'Other formats': Object.fromEntries(unusualFormats.map(format => [format, 'layers of this format'])),
  'Kinds of other formats': Object.fromEntries(kindFeatures.map(kind => [kind, 'images of this kind'])),
  'Damaged images': {
    damage: 'any damage',
    'damage-header': 'in the header',
    'damage-tables': 'in the tables',
    'damage-bytes': 'in single bytes',
    'damage-length': 'cut or longer files',
  },
  'Options of map': {
    json: 'JSON',
    human: 'the table for people',
    'nbd-context': 'contexts of NBD',
    'dirty-bitmap': 'dirty bitmaps as contexts of NBD',
    start: 'a start',
    length: 'a length',
    'forced-format': 'a forced format',
    'json-name': 'json: names',
    'image-opts': 'image options',
    backing: 'another backing file',
    'no-backing': 'no backing file',
    filter: 'filters',
    driver: 'test drivers, and drivers that combine nodes',
    secret: 'secrets',
    locks: 'shared locks',
    abbreviated: 'abbreviated options',
    'deeper-layer': 'a layer below the top',
  },
};

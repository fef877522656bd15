import * as fc from 'fast-check';
import type { Qcow2Layer } from '../../recipe/recipe.ts';
import { lazily } from '../../wish/lazily.ts';
import { nowAndThen } from '../../wish/now-and-then.ts';
import { asWished, isLeftOut, noWish, type Wish } from '../../wish/wish.ts';
import { dataFile } from './data-file.ts';
import { encryption } from './encryption.ts';
import { headerBits } from './header-bits.ts';
import { headerExtensions } from './header-extensions.ts';
import { refcountBits } from './refcount-bits.ts';

/** Constraints of `imageFeatures`. */
export interface ImageFeaturesConstraints {
  /** File name. */
  name: string;
  /** Cluster size in bytes. */
  unit: number;
  /**
   * The traits that are drawn more often.
   * @defaultValue none
   */
  wish?: Wish;
}

/** The attributes of a layer other than slots, snapshots and bitmaps. */
export type ImageFeatures = Omit<
  Qcow2Layer,
  'format' | 'name' | 'unit' | 'size' | 'cells' | 'slots' | 'snapshots' | 'bitmaps' | 'edits'
>;

/**
 * Clusters of this size and more come without refcounts. With refcounts the metadata has to be written whole, or qemu
 * takes the file for preallocated: 8 MiB with clusters of 2 MiB.
 */
const uncountedCluster = 1 << 18;

const uncounted = { refcounts: 'none' } as const;

/** The smallest cluster with extended L2 entries: 32 subclusters of 512 bytes. */
const extendedCluster = 32 * 512;

/** For the features of a header, most of them now and then. One header in eight is version 2. */
export function imageFeatures(constraints: ImageFeaturesConstraints): fc.Arbitrary<ImageFeatures> {
  const { name, unit, wish = noWish } = constraints;
  const usual = isLeftOut(wish, 'v2') ? 1 : 0;
  const mostOf3 = wish.has('damage-zero-flag') ? 0 : wish.has('v2') ? 1 : 7;
  const version = fc.integer({ min: usual, max: Math.max(usual, mostOf3) }).map(die => (die === 0 ? 2 : 3));
  return fc
    .tuple(common(unit, wish), version)
    .chain(([shared, number]) =>
      number === 2
        ? withExtensions({ ...shared, version: 2 }, wish)
        : version3(name, unit, wish).chain(features =>
            withExtensions({ ...shared, version: 3, ...features }, wish),
          ),
    );
}

function common(unit: number, wish: Wish): fc.Arbitrary<Partial<ImageFeatures>> {
  return together(
    unit < uncountedCluster
      ? asWished(wish, 'no-refcounts', 25, fc.constant(uncounted))
      : fc.constant(uncounted),
    nowAndThen(8, fc.constant({ l2: 'all' as const })),
    // A query that names the backing file is best seen beside a header that does, too.
    wish.has('backing') ? fc.constant({}) : nowAndThen(8, fc.constant({ backingFormat: null })),
    asWished(
      wish,
      wish.has('secret') ? 'secret' : 'encryption',
      40,
      lazily(() => fc.record({ encryption: encryption(unit) })),
    ),
  );
}

function version3(name: string, unit: number, wish: Wish): fc.Arbitrary<Partial<ImageFeatures>> {
  const headerLength = fc.constantFrom(112, 120);
  const extendedL2 = fc
    .integer({ min: 0, max: 2 })
    .map(die => ((die === 0) !== wish.has('extl2') ? { extendedL2: true as const } : {}));
  return together(
    unit < extendedCluster || isLeftOut(wish, 'extl2') ? fc.constant({}) : extendedL2,
    asWished(wish, 'zstd', 20, fc.constant({ compression: 'zstd' as const })),
    asWished(
      wish,
      'refcounts',
      12,
      lazily(() => fc.record({ refcountBits: refcountBits() })),
    ),
    asWished(
      wish,
      wish.has('raw-data-file') ? 'raw-data-file' : 'data-file',
      15,
      lazily(() => dataFile({ name })),
    ),
    asWished(wish, 'header-bits', 15, lazily(headerBits)),
    nowAndThen(8, fc.record({ headerLength })),
  );
}

function withExtensions(features: ImageFeatures, wish: Wish): fc.Arbitrary<ImageFeatures> {
  const extended = lazily(() =>
    fc.record({ extensions: headerExtensions({ dataFileNames: features.dataFile === undefined }) }),
  );
  return asWished(wish, 'header-extensions', 10, extended).map(more => ({
    ...features,
    ...more,
  }));
}

function together(
  ...parts: readonly fc.Arbitrary<Partial<ImageFeatures>>[]
): fc.Arbitrary<Partial<ImageFeatures>> {
  return fc.tuple(...parts).map(drawn => Object.assign({}, ...drawn) as Partial<ImageFeatures>);
}

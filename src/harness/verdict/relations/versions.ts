import { recorded } from '../../../map/profile/profile.ts';
import { merged } from '../../answers/extents/extent-list.ts';
import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import { comparePairs, type Pair, type Relation } from './relation.ts';

export const versions: Relation = {
  name: 'versions',
  statement:
    'the map of an older version is that of the next newer one without the keys which it lacks, merged',
  check: comparePairs('same', function* ({ map, top, profile, asVersion }): Iterable<Pair> {
    const all = Object.values(recorded);
    const newer = all[all.findIndex(({ version }) => version === profile.version) + 1];
    if (newer === undefined || newer === all[0]) return;
    const { name, extents } = asVersion(newer).map(top.name);
    const without = extents.map(
      (extent): ReadExtent => ({
        ...extent,
        present: profile.presentKey ? extent.present : undefined,
        compressed: profile.compressedKey ? extent.compressed : undefined,
      }),
    );
    yield [map(top.name), { name: `${name}, with the keys of ${profile.version}`, extents: merged(without) }];
  }),
};

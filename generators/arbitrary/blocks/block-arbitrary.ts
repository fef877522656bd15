import * as fc from 'fast-check';
import type { BlockFormat } from '../../recipe/blocks/block-format.ts';
import type { BlockFormatName } from '../../recipe/blocks/block-formats.ts';
import type { BlockLayer } from '../../recipe/recipe.ts';
import { asWished, type Wish } from '../../wish/wish.ts';
import { luksPasswords } from '../../write/luks/luks-area.ts';
import type { FormatArbitrary } from '../layer/format-arbitrary.ts';
import { blockLayer } from './block-layer.ts';
import { withBlockState } from './with-block-state.ts';

/** All passwords open an image with AES; those of LUKS are recorded. */
const passwords = { aes: ['s3cret', 'x'], luks: luksPasswords } as const;

function encryptionOf(
  encryption: BlockFormat['encryption'],
  wish: Wish,
): fc.Arbitrary<Pick<BlockLayer, 'encryption'>> {
  if (encryption === undefined) return fc.constant({});
  const { method, usual } = encryption;
  const some = fc.constantFrom(...passwords[method]).map(password => ({ encryption: { method, password } }));
  return usual === undefined ? asWished(wish, wish.has('secret') ? 'secret' : 'encryption', 12, some) : some;
}

/** How layers of a block format are drawn. */
export function blockArbitrary(
  { sizes, recordedFormat, encryption }: BlockFormat,
  format: BlockFormatName,
): FormatArbitrary<BlockLayer> {
  return {
    layer({ unit, extent, wish }, name) {
      const layer = blockLayer({ format, name, unit, extent, wish });
      const cut = asWished(wish, 'cut', 25, fc.constant({ backing: null }));
      return fc
        .tuple(layer, recordedFormat === undefined ? fc.constant({}) : cut, encryptionOf(encryption, wish))
        .map(([drawn, more, key]) => ({ ...drawn, ...more, ...key }) as BlockLayer);
    },
    leastCell: sizes.least,
    withState: withBlockState,
    harmlessOptions: [],
    mapOptions: () => [],
  };
}

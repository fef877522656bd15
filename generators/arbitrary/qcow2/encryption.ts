import * as fc from 'fast-check';
import type { Encryption } from '../../recipe/recipe.ts';
import { luksPasswords } from '../../write/luks/luks-area.ts';

const aes: fc.Arbitrary<Encryption> = fc
  .constantFrom('s3cret', 'x', 'naïve')
  .map(password => ({ method: 'aes', password }));

const luks: fc.Arbitrary<Encryption> = fc
  .constantFrom(...luksPasswords)
  .map(password => ({ method: 'luks', password }));

/** Smaller clusters may have no room for the extension with the place of the LUKS header. */
const roomyCluster = 1024;

/** For the encryption of a layer with clusters of `unit` bytes. */
export function encryption(unit: number): fc.Arbitrary<Encryption> {
  return unit < roomyCluster ? aes : fc.oneof({ weight: 3, arbitrary: luks }, { weight: 1, arbitrary: aes });
}

import * as fc from 'fast-check';
import { normalRecipe } from '../recipe/normal-form.ts';
import type { Case, Layer } from '../recipe/recipe.ts';
import { type ChainConstraints, chain } from './chain.ts';
import { encryptedQuery } from './encrypted-query.ts';
import { encryption } from './encryption.ts';

/** The layer as it is, or encrypted. A raw one has no encryption. */
function perhapsEncrypted(layer: Layer): fc.Arbitrary<Layer> {
  if (layer.format === 'raw') return fc.constant(layer);
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(layer) },
    { weight: 2, arbitrary: encryption(layer.unit).map((given): Layer => ({ ...layer, encryption: given })) },
  );
}

/** For cases whose layers are encrypted in part, with queries that give passwords. */
export function encryptedCase(constraints: ChainConstraints = {}): fc.Arbitrary<Case> {
  return chain({ maxLayers: 3, ...constraints })
    .chain(({ layers }) => fc.tuple(...layers.map(perhapsEncrypted)))
    .chain(layers => {
      const recipe = normalRecipe({ layers });
      return fc.record({
        notes: fc.constant([]),
        recipe: fc.constant(recipe),
        queries: fc.uniqueArray(encryptedQuery(recipe), {
          minLength: 1,
          maxLength: 3,
          selector: words => words.join('\0'),
        }),
      });
    });
}

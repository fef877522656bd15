import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockLayer } from '../../../../generators/arbitrary/blocks/block-layer.ts';
import { fewWritten } from '../../../../generators/arbitrary/blocks/few-written.ts';
import { withBlockState } from '../../../../generators/arbitrary/blocks/with-block-state.ts';
import { type BlockFormatName, blockFormats } from '../../../../generators/recipe/blocks/block-formats.ts';
import { kindOf, subformatOf } from '../../../../generators/recipe/blocks/block-layer.ts';
import { heldStates } from '../../../../generators/recipe/cells/held-states.ts';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printChain } from '../../../../generators/recipe/picture/print/print-chain.ts';
import type { BlockLayer } from '../../../../generators/recipe/recipe.ts';
import { validateRecipe } from '../../../../generators/recipe/validation/validate-recipe.ts';
import { leftOut, type Wish } from '../../../../generators/wish/wish.ts';

const layerOf = (picture: string): BlockLayer => parseCase(picture).recipe.layers[0] as BlockLayer;
const pictureOf = (layer: BlockLayer): string => printChain({ layers: [layer] });

test.each(Object.keys(blockFormats) as BlockFormatName[])(
  '%s: layers are well-formed, of each kind, in each state',
  format => {
    const { kinds } = blockFormats[format];
    const constraints = { format, name: 'a', unit: 4096, extent: 1 << 22 };
    const layers = fc.sample(blockLayer(constraints), { numRuns: 300, seed: 1 });
    expect(layers.filter(layer => validateRecipe({ layers: [layer] }).kind === 'ill-formed')).toEqual([]);
    expect(new Set(layers.map(subformatOf))).toEqual(new Set(Object.keys(kinds)));
    for (const [name, { states }] of Object.entries(kinds)) {
      const ofKind = layers.filter(layer => subformatOf(layer) === name);
      const seen = new Set(ofKind.flatMap(({ cells }) => cells.flatMap(heldStates)));
      expect([...seen].toSorted(), name).toEqual([...states].toSorted());
      if (kindOf(ofKind[0]!).showsHoles)
        expect(ofKind.some(({ cells }) => cells.some(({ state }) => state === 'mixed'))).toBe(true);
    }
  },
);

test('a wish names kinds, or leaves them out', () => {
  const kindsWith = (wish: Wish): string[] => {
    const layers = blockLayer({ format: 'vmdk', name: 'a', unit: 4096, extent: 65536, wish });
    return [...new Set(fc.sample(layers, { numRuns: 200, seed: 1 }).map(subformatOf))].toSorted();
  };
  const all = Object.keys(blockFormats.vmdk.kinds).toSorted();
  expect(kindsWith(new Set(['vmdk-seSparse', 'vmdk-vmfs']))).toEqual(['seSparse', 'vmfs']);
  expect(kindsWith(new Set(leftOut(['vmdk-seSparse', 'vmdk-monolithicSparse'])))).toEqual(
    all.filter(kind => kind !== 'seSparse' && kind !== 'monolithicSparse'),
  );
});

test('only the first data of a row is written', () => {
  const { cells } = layerOf('a vdi 1M |.##~#|');
  expect(pictureOf({ ...layerOf('a vdi 1M ||'), cells: fewWritten(cells, 1 << 20) } as BlockLayer)).toBe(
    'a vdi 1M |.#~~~|',
  );
  expect(fewWritten(cells, 4096)).toEqual(cells);
});

test.each([
  ['a vdi 1M |.#|', 0, 'data', 'a vdi 1M |##|'],
  ['a vdi 1M |##|\n    at 1 0', 1 << 20, 'data-hole', 'a vdi 1M |#~|\n    at 1..0'],
  ['a vdi 1M |##|\n    at 1 0', 1 << 20, 'zero-plain', 'a vdi 1M |#0|'],
  ['a vdi 1M |##|', 2 << 20, 'data', 'a vdi 1M |##|'],
  ['a vpc 64k sub=fixed |##|', 0, 'unallocated', 'a vpc 64k sub=fixed |##|'],
] as const)('%s with byte %d as %s', (picture, at, state, expected) => {
  expect(pictureOf(withBlockState(layerOf(picture), at, state))).toBe(expected);
});

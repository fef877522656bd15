import { expect, test } from 'vitest';
import { blockFormats } from '../../../generators/recipe/blocks/block-formats.ts';
import type { Query } from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { spelledOut } from '../../../src/harness/finding/reduce/spelled-out.ts';
import { openOptionsOf } from '../../../src/harness/report/explanation/query-explanation.ts';
import { goldenCases } from '../../../src/harness/runs/golden/golden-cases.ts';
import { MapParityError } from '../../../src/map/basics/error.ts';
import { type Extent, explain, type Image, map, openImage } from '../../../src/map/index.ts';
import { testFolder } from '../../support/test-folder.ts';

/** Goldens that have all states of all formats, and images in images of most. */
const numbers = /^(?:047|185|186|188|189|191|192|193|206|207|208|209|212|220|221|226)-/;
const cases = goldenCases().filter(({ name }) => numbers.test(name));

/** More extents of one image are not looked at. */
const most = 100;
const sector = 512n;

/** What map says of a byte, as far as `explain` says it too. */
type Said = Pick<Extent, 'depth' | 'zero' | 'data'> & { readonly offset: bigint | undefined };

/** What map must say of the byte by its explanation. Bytes behind a backing file that is too short are zeros of the layer above it. */
function saidByExplanation(image: Image, at: bigint): Said {
  const layers = explain(image, at);
  const { depth, answer, offset } = layers.findLast(layer => layer.answer !== 'past-end')!;
  const data = answer === 'data' || answer === 'data-hole';
  const zero = answer !== 'data' && answer !== 'unallocated';
  return { depth, zero, data, offset };
}

const formats = new Set<string>();
let checks = 0;

/** Clusters that begin at no multiple of their size: qemu joins offset and byte by OR, and so far only the first byte's is known. */
const withOddPlaces = 'entry.qcow';

/** Compares the ends of each extent of a query's image with their explanation. An image that can't be mapped further has no more. */
function compareEnds(query: Query, directory: string): void {
  const words = spelledOut(query);
  try {
    using image = openImage(words.at(-1) ?? '', { directory, ...openOptionsOf(words) });
    let extents = 0;
    for (const { start, length, depth, zero, data, offset } of map(image)) {
      if (extents++ === most) break;
      const last = words.at(-1) === withOddPlaces ? start : start + ((length - 1n) / sector) * sector;
      for (const at of new Set([start, last])) {
        const expected = {
          depth,
          zero,
          data,
          offset: offset === undefined ? undefined : offset + at - start,
        };
        expect(saidByExplanation(image, at), `${words.join(' ')} at ${at}`).toEqual(expected);
        for (const { format } of explain(image, at)) formats.add(format);
        checks++;
      }
    }
  } catch (error) {
    if (!(error instanceof MapParityError)) throw error;
  }
}

test.each(cases)('explain agrees with map on both ends of each extent: $name', ({ value }) => {
  const folder = testFolder();
  writeRecipe(value.recipe, folder.path);
  const before = checks;
  for (const query of value.queries) compareEnds(query, folder.path);
  expect(checks).toBeGreaterThan(before);
});

test('images of all formats were explained', () => {
  expect([...formats]).toEqual(expect.arrayContaining(['raw', 'qcow2', ...Object.keys(blockFormats)]));
});

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chain } from '../../../../generators/arbitrary/chain/chain.ts';
import { blockFormats, isBlockLayer } from '../../../../generators/recipe/blocks/block-formats.ts';
import { joinRuns } from '../../../../generators/recipe/cells/cell-row.ts';
import { filesOf } from '../../../../generators/recipe/files-of.ts';
import type { Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { readPastedMap } from '../../../../src/harness/answers/pasted/read-pasted-map.ts';
import { rebuild } from '../../../../src/harness/cases/rebuild/rebuild.ts';
import { findOracles } from '../../../../src/harness/parties/oracle/find-oracles.ts';
import { start } from '../../../../src/harness/parties/oracle/start.ts';
import { inProcess } from '../../../../src/harness/parties/subject/in-process.ts';
import { type RecordedName, recorded } from '../../../../src/map/profile/profile.ts';

/** The map that a program prints for a query, or undefined if it refuses. */
type Mapper = (query: Query, folder: string) => Promise<Buffer | undefined>;

function layerQuery({ name, format }: Layer): Query {
  const options = { driver: format, file: { driver: 'file', filename: name }, backing: null };
  return ['--output=json', format === 'raw' ? name : `json:${JSON.stringify(options)}`];
}

/** Maps the queries, rebuilds a chain from that, and maps it again. */
async function expectRebuilt(
  map: Mapper,
  queries: readonly Query[],
  from: string,
  to: string,
): Promise<void> {
  const texts = await Promise.all(queries.map(query => map(query, from)));
  if (!texts.every(text => text !== undefined)) return;
  const made = rebuild(texts.map((text, index) => readPastedMap(text, `${index}.json`)));
  mkdirSync(to);
  writeRecipe(made.recipe, to);
  for (const [index, query] of made.queries.entries())
    expect((await map(query, to))?.toString()).toBe(texts[index]!.toString());
}

async function expectBothWays(map: Mapper, recipe: Recipe): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'map-parity-rebuild-'));
  try {
    const from = join(folder, 'from');
    mkdirSync(from);
    writeRecipe(recipe, from);
    await expectRebuilt(map, recipe.layers.map(layerQuery), from, join(folder, 'layers'));
    const top = recipe.layers.at(-1)!.name;
    await expectRebuilt(map, [['--output=json', top]], from, join(folder, 'whole'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same chain, with every second run of data never written: if it is long enough, qemu finds the holes. */
function withHoles({ layers }: Recipe): Recipe {
  return {
    layers: layers.map(layer => {
      if (layer.format === 'raw') return layer;
      const cells = layer.cells.map((cell, index) =>
        cell.state === 'data' && index % 2 === 0 ? { ...cell, state: 'data-hole' as const } : cell,
      );
      return { ...layer, cells: joinRuns(cells) };
    }),
  };
}

// Of some formats map tells no offsets, and of vmdk the same offset in each extent: neither can be rebuilt.
const tellsOffsets = (layer: Layer): boolean =>
  !(isBlockLayer(layer) && blockFormats[layer.format].unallocated === 'data');
const written = chain({ maxLayers: 3 }).filter(({ layers }) =>
  layers.every(layer => tellsOffsets(layer) && filesOf(layer).length <= 2),
);
const chains = fc.oneof(written, written.map(withHoles));

describe.each<RecordedName>(['5.2', '7.2', '10.0', '11.1'])(
  'the maps of a chain, as %s prints them',
  version => {
    test('are also the maps of the rebuilt chain', async () => {
      const own: Mapper = async (query, folder) => {
        const answer = inProcess.answer(query, folder, recorded[version]);
        const refused = answer.kind !== 'outcome' || answer.outcome.stderr.length > 0;
        return refused ? undefined : answer.outcome.stdout;
      };
      await fc.assert(
        fc.asyncProperty(chains, recipe => expectBothWays(own, recipe)),
        { numRuns: 20 },
      );
    });
  },
);

const { oracles } = await findOracles();

describe.each(['5.2', '7.2', '10.0', '11.1'])('qemu-img %s', version => {
  const oracle = oracles.find(({ name }) => name === version);

  test.skipIf(oracle === undefined)('prints the same maps for a rebuilt chain', async () => {
    const real: Mapper = async (query, folder) => {
      const answer = await start(oracle!.program, ['map', ...query], folder);
      return answer.kind === 'outcome' && answer.outcome.stderr.length === 0
        ? answer.outcome.stdout
        : undefined;
    };
    await fc.assert(
      fc.asyncProperty(chains, recipe => expectBothWays(real, recipe)),
      { numRuns: 8 },
    );
  });
});

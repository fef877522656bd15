import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chain } from '../../../generators/arbitrary/chain/chain.ts';
import { heldStates } from '../../../generators/recipe/cells/held-states.ts';
import { headerBacking } from '../../../generators/recipe/header-backing.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import type { Layer, Qcow2Layer, Recipe } from '../../../generators/recipe/recipe.ts';
import { virtualSize } from '../../../generators/recipe/virtual-size.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import type { Oracle } from '../../../src/harness/parties/oracle/oracle.ts';
import { start } from '../../../src/harness/parties/oracle/start.ts';

const { oracles } = await findOracles();

/** Exit status and stdout of one qemu-img. */
async function run(
  oracle: Oracle,
  args: string[],
  folder: string,
): Promise<{ status: number; stdout: string }> {
  const answer = await start(oracle.program, args, folder);
  if (answer.kind === 'error') throw new Error(`qemu-img ${oracle.name}: ${answer.error.detail}`);
  const { end, stdout, stderr } = answer.outcome;
  if (end.kind !== 'exit') throw new Error(`qemu-img ${oracle.name} ended by ${end.kind}: ${stderr}`);
  return { status: end.status, stdout: stdout.toString() };
}

/** Errors and leaks both change the exit status (2, 3), and so does a check that failed (1). */
async function expectSound(oracle: Oracle, layer: Qcow2Layer, folder: string): Promise<void> {
  const { status, stdout } = await run(oracle, ['check', '-f', 'qcow2', layer.name], folder);
  expect(stdout).toContain('No errors were found on the image.');
  expect(status).toBe(0);
}

/** Every size that a recipe states is a whole sector, or qemu rounds it down. */
async function expectRead(oracle: Oracle, recipe: Recipe, index: number, folder: string): Promise<void> {
  const layer = recipe.layers[index] as Qcow2Layer;
  const { name, format } = headerBacking(recipe, index);
  const { stdout } = await run(oracle, ['info', '-f', 'qcow2', '--output=json', layer.name], folder);
  const info = JSON.parse(stdout) as Record<string, unknown>;
  expect(info).toMatchObject({
    'virtual-size': Number((virtualSize(layer) / 512n) * 512n),
    'cluster-size': layer.unit,
    'format-specific': { data: { compat: layer.version === 2 ? '0.10' : '1.1' } },
  });
  expect(info['backing-filename'] ?? null).toBe(name);
  expect(info['backing-filename-format'] ?? null).toBe(name === null ? null : format);
}

/** Runs `use` in a folder that holds the written recipe. */
async function withFiles(recipe: Recipe, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'map-parity-check-'));
  try {
    writeRecipe(recipe, folder);
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What `info` prints about each feature in its format-specific part. */
const features: readonly { readonly layer: string; readonly shows: object }[] = [
  {
    layer: '16k extl2 |[#{8}-{8}z{8}~{8}][.{16}0{16}]#z-.0c|',
    shows: { 'extended-l2': true },
  },
  { layer: '4k zstd |#ccccc.c|', shows: { 'compression-type': 'zstd' } },
  ...[1, 2, 4, 8, 16, 32, 64].map(bits => ({
    layer: `512 refbits=${bits} |#cccccccccc.z#|`,
    shows: { 'refcount-bits': bits },
  })),
  { layer: '64k data=a.data |#z0.~|', shows: { 'data-file': 'a.data' } },
  {
    layer: '16k extl2 data=a.data data-raw |#z0.~-[z{4}#{28}]|',
    shows: { 'data-file': 'a.data', 'data-file-raw': true },
  },
  { layer: '64k dirty lazy |#.|', shows: { 'lazy-refcounts': true } },
  { layer: '64k corrupt |#.|', shows: { corrupt: true } },
  {
    layer: '16k extl2 |#.c|\n    snapshot one |#c[z{16}-{16}]|\n    snapshot two |.|',
    shows: {},
  },
  {
    layer:
      '512 size=5M |#.c|\n    snapshot one |#|\n    bitmap b0 512 |#{4096}~{4096}.{1000}#|\n    bitmap b1 1M disabled |0|',
    shows: {
      bitmaps: [
        { flags: ['auto'], name: 'b0', granularity: 512 },
        { flags: [], name: 'b1', granularity: 1 << 20 },
      ],
    },
  },
  {
    layer: '64k data=a.data data-raw |#|\n    bitmap b 64k in-use |#|',
    shows: { bitmaps: [{ flags: ['in-use', 'auto'], name: 'b', granularity: 65536 }] },
  },
];

/** What `info` prints about layers of block formats. */
const blockLayers: readonly { readonly layer: string; readonly shows: object }[] = [
  { layer: 'vdi 1M |.#0~|', shows: { 'virtual-size': 4 << 20, 'cluster-size': 1 << 20 } },
  { layer: 'vdi 1M size=1000001 sub=static |#|', shows: { 'virtual-size': 1000448 } },
  { layer: 'vpc 2M |.#|', shows: { 'virtual-size': 4 << 20, 'cluster-size': 2 << 20 } },
  { layer: 'vpc 512 size=1001 |.#|', shows: { 'virtual-size': 512, 'cluster-size': 512 } },
  { layer: 'vpc 64k size=100000 sub=fixed |~#|', shows: { 'virtual-size': 99840 } },
];

/** Chains that a build can open (Debian's 5.2 has no zstd) and that contain nothing that check calls an error. */
function soundChain({ profile }: Oracle): fc.Arbitrary<Recipe> {
  return chain().filter(({ layers }) =>
    layers.every(
      layer =>
        (profile.parallels || layer.format !== 'parallels') &&
        (profile.zstd || layer.compression !== 'zstd') &&
        // Without its password qemu-img check doesn't open it.
        layer.encryption === undefined &&
        !layer.cells.some(cell => heldStates(cell).includes('illegal')),
    ),
  );
}

describe.each(['5.2', '7.2', '10.0', '11.1'])('qemu-img %s', version => {
  const oracle = oracles.find(({ name }) => name === version);

  test.skipIf(oracle === undefined)(
    "finds neither error nor leak in written files, and reads the guest's bytes back",
    async () => {
      await fc.assert(
        fc.asyncProperty(soundChain(oracle!), recipe =>
          withFiles(recipe, async folder => {
            for (const [index, layer] of recipe.layers.entries()) {
              if (layer.format !== 'qcow2') continue;
              if (layer.refcounts !== 'none' && !layer.skeleton) await expectSound(oracle!, layer, folder);
              await expectRead(oracle!, recipe, index, folder);
            }
          }),
        ),
        { numRuns: 12 },
      );
    },
  );

  test.skipIf(oracle === undefined)(
    'reports every feature by its name, and finds neither error nor leak',
    async () => {
      for (const { layer, shows } of features) {
        // Debian built no version before 6.0 with zstd.
        if (version === '5.2' && layer.includes('zstd')) continue;
        const { recipe } = parseCase(`a.qcow2 qcow2 ${layer}\n`);
        await withFiles(recipe, async folder => {
          const { stdout } = await run(oracle!, ['info', '--output=json', 'a.qcow2'], folder);
          const info = JSON.parse(stdout) as { snapshots?: { name: string }[] };
          expect(info).toMatchObject({ 'format-specific': { data: shows } });
          const snapshots = (recipe.layers[0] as Qcow2Layer).snapshots?.map(({ name }) => name);
          expect(info.snapshots?.map(({ name }) => name)).toEqual(snapshots);
          await expectSound(oracle!, recipe.layers[0] as Qcow2Layer, folder);
        });
      }
    },
  );

  test.skipIf(oracle === undefined)('reads the sizes and the kind of block formats', async () => {
    for (const { layer, shows } of blockLayers) {
      const { recipe } = parseCase(`a ${layer}\n`);
      const [{ format, name }] = recipe.layers as [Layer];
      await withFiles(recipe, async folder => {
        const { stdout } = await run(oracle!, ['info', '-f', format, '--output=json', name], folder);
        expect(JSON.parse(stdout)).toMatchObject({ format, ...shows });
        if (format !== 'vdi') return;
        const { status } = await run(oracle!, ['check', '-f', format, name], folder);
        expect(status).toBe(0);
      });
    }
  });

  test.skipIf(oracle === undefined)('complains about refcounts=none', async () => {
    const layer: Qcow2Layer = {
      format: 'qcow2',
      name: 'a.qcow2',
      unit: 512,
      version: 3,
      refcounts: 'none',
      cells: [{ state: 'data', count: 1 }],
    };
    await withFiles({ layers: [layer] }, async folder => {
      expect((await run(oracle!, ['check', '-f', 'qcow2', layer.name], folder)).status).toBe(2);
    });
  });
});

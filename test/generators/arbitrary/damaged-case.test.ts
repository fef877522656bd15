import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { damagedCase } from '../../../generators/arbitrary/damaged-case.ts';
import { landmarksOf } from '../../../generators/corrupt/qcow2/landmarks.ts';
import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../generators/recipe/picture/print-case.ts';
import type { Edit, Layer } from '../../../generators/recipe/recipe.ts';
import { validateCase } from '../../../generators/recipe/validation/validate-case.ts';
import { inWrittenFolder } from '../write/written.ts';

const cases = fc.sample(damagedCase(), { seed: 20260101, numRuns: 2000 });
const damaged = cases.flatMap(({ recipe }) => recipe.layers.filter(layer => layer.edits !== undefined));

test('every case is well-formed, has one damaged layer, and comes back from its picture', () => {
  expect(cases.map(validateCase).filter(({ kind }) => kind === 'ill-formed')).toEqual([]);
  expect(damaged).toHaveLength(cases.length);
  for (const given of cases.slice(0, 200)) expect(parseCase(printCase(given))).toEqual(given);
});

test('every case can be written', () => {
  for (const { recipe } of cases.slice(0, 300)) inWrittenFolder(recipe, () => undefined);
});

const percent = (holds: (edits: readonly Edit[], layer: Layer) => boolean): number =>
  (100 * damaged.filter(layer => holds(layer.edits!, layer)).length) / damaged.length;
const sets =
  (name: string, value?: bigint): ((edits: readonly Edit[]) => boolean) =>
  edits =>
    edits.some(
      edit => edit.field === 'header' && edit.name === name && (value === undefined || edit.value === value),
    );
const writes =
  (part: string): ((edits: readonly Edit[]) => boolean) =>
  edits =>
    edits.some(edit => edit.field === 'byte' && edit.bytes.includes(part));

describe('what readers may get wrong occurs at least this often, in percent', () => {
  test.each<[string, number, (edits: readonly Edit[], layer: Layer) => boolean]>([
    ['one edit', 45, edits => edits.length === 1],
    ['several edits', 20, edits => edits.length > 1],
    ['an L1 entry', 3, edits => edits.some(({ field }) => field === 'l1')],
    ['an L2 entry', 8, edits => edits.some(({ field }) => field === 'l2')],
    ['a refcount', 1, edits => edits.some(({ field }) => field === 'refcount')],
    ['a file cut short or made longer', 5, edits => edits.some(({ field }) => field === 'length')],
    ['a raw layer', 2, (_, layer) => layer.format === 'raw'],
    ['a version', 0.5, sets('version')],
    ['a cluster size', 0.5, sets('cluster_bits')],
    ['a virtual size', 0.5, sets('size')],
    ['an L1 size', 1, sets('l1_size')],
    ['snapshots', 3, sets('nb_snapshots')],
    ['incompatible features', 3, sets('incompatible_features')],
    ['feature names', 3, writes('6803f857')],
    ['an encryption header', 3, writes('0537be77')],
    ['bitmaps', 5, writes('23852875')],
    ['the name of a data file', 3, writes('44415441')],
    ['bitmaps of subclusters', 2, edits => edits.some(({ field }) => field === 'l2-bitmap')],
    [
      'an illegal bitmap',
      0.5,
      edits =>
        edits.some(
          edit => edit.field === 'l2-bitmap' && (edit.value & (edit.value >> 32n) & 0xffffffffn) !== 0n,
        ),
    ],
    ['a layer with a data file', 2, (_, layer) => layer.format === 'qcow2' && layer.dataFile !== undefined],
    [
      'a LUKS header',
      0.2,
      (edits, layer) =>
        layer.format === 'qcow2' &&
        layer.encryption?.method === 'luks' &&
        edits.some(edit => edit.field === 'byte' && edit.at >= landmarksOf(layer).layout.luks.offset),
    ],
    ['a layer with snapshots', 1, (_, layer) => layer.format === 'qcow2' && layer.snapshots !== undefined],
    ['a layer with dirty bitmaps', 1, (_, layer) => layer.format === 'qcow2' && layer.bitmaps !== undefined],
    ['a backing format that is too long', 0.2, writes('e2792aca00000010')],
  ])('%s: %d', (_, least, holds) => {
    expect(percent(holds)).toBeGreaterThanOrEqual(least);
  });
});

import * as fc from 'fast-check';
import { randomAt } from '../arbitrary/random-at.ts';
import type { Case, Edit, Layer, Query } from '../recipe/recipe.ts';
import { attackEdits } from './attack-edits.ts';
import type { SeedFile, SeedImage } from './seed-image.ts';

/** Bytes of a cell of the raw layers that stand for the files. */
const unit = 4096;
const overlay = 'top.qcow2';

/** A case of an attack. */
export interface AttackCase {
  readonly value: Case;
  /** Which it was: `attack of seed 3, case 12, on qcow2, compressed, of 11.1`. */
  readonly origin: string;
}

/**
 * Case `index` of an attack: an image of the seeds, damaged, and one map of it. It depends on the seeds too, which hold what
 * every qemu-img makes anew (times, random identifiers): the stored case, not its number, is what repeats it.
 */
export function attackCase(seed: number, index: number, images: readonly SeedImage[]): AttackCase {
  const random = randomAt(seed, index);
  const { image, edits, query } = attacks(images).generate(random, undefined).value;
  const layers = image.files.map(file => layerOf(file, file === edits.file ? edits.edits : []));
  return {
    value: {
      notes: [],
      recipe: { layers: query.includes(overlay) ? [...layers, overlayOf(image)] : layers },
      queries: [query],
    },
    origin: `attack of seed ${seed}, case ${index}, on ${image.name}`,
  };
}

interface Attack {
  readonly image: SeedImage;
  readonly edits: { readonly file: SeedFile; readonly edits: readonly Edit[] };
  readonly query: Query;
}

function attacks(images: readonly SeedImage[]): fc.Arbitrary<Attack> {
  return fc.constantFrom(...images).chain(image =>
    fc.record({
      image: fc.constant(image),
      edits: fc
        .constantFrom(...image.files)
        .chain(file => attackEdits(file, image.files).map(edits => ({ file, edits }))),
      query: queries(image),
    }),
  );
}

function queries({ image, format }: SeedImage): fc.Arbitrary<Query> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(['--output=json', image]) },
    { weight: 3, arbitrary: fc.constant(['--output=json', '-f', format, image]) },
    { weight: 1, arbitrary: fc.constant([image]) },
    { weight: 1, arbitrary: fc.constant(['--output=json', overlay]) },
  );
}

/** A file byte by byte: a hole with its bytes set. */
function layerOf({ name, length, stretches }: SeedFile, damage: readonly Edit[]): Layer {
  const bytes = stretches.map(
    ({ at, bytes: set }): Edit => ({ field: 'byte', at: BigInt(at), bytes: set.toString('hex') }),
  );
  return {
    name,
    format: 'raw',
    unit,
    size: BigInt(length),
    cells: length === 0 ? [] : [{ state: 'unallocated', count: Math.ceil(length / unit) }],
    edits: [...bytes, ...damage],
  };
}

/** An empty qcow2 image over the attacked one, which is probed. */
function overlayOf({ image }: SeedImage): Layer {
  return {
    name: overlay,
    format: 'qcow2',
    version: 3,
    unit: 65_536,
    size: 4_194_304n,
    cells: [{ state: 'unallocated', count: 64 }],
    backing: image,
    backingFormat: null,
  };
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CellRun,
  CellState,
  Layer,
  Qcow2Layer,
  RawLayer,
  Recipe,
} from '../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';

const states: Record<string, CellState> = {
  '.': 'unallocated',
  '0': 'zero-plain',
  z: 'zero-allocated',
  '#': 'data',
  '~': 'data-hole',
  c: 'compressed',
  '-': 'reserved',
  '!': 'illegal',
};

/** One cell per character. */
export function row(text: string): CellRun[] {
  return [...text].map(cell => ({ state: states[cell]!, count: 1 }));
}

export function qcow2(cells: string, rest: Partial<Qcow2Layer> = {}): Qcow2Layer {
  return { format: 'qcow2', name: 'a.qcow2', unit: 65536, version: 3, cells: row(cells), ...rest };
}

export function raw(cells: string, rest: Partial<RawLayer> = {}): RawLayer {
  return { format: 'raw', name: 'a.raw', unit: 65536, cells: row(cells), ...rest };
}

/** Runs `use` in a folder with the written recipe, then removes the folder. */
export function inWrittenFolder<T>(recipe: Recipe, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'map-parity-write-'));
  try {
    writeRecipe(recipe, folder);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The bytes of the only layer's file. */
export function written(layer: Layer): Buffer {
  return inWrittenFolder({ layers: [layer] }, folder => readFileSync(join(folder, layer.name)));
}

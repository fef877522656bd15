import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseAt } from '../../generators/arbitrary/case-at.ts';
import type { Layer, Recipe } from '../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../generators/write/write-recipe.ts';
import type { ReadExtent } from '../../src/harness/map-text/extent.ts';
import { readMap } from '../../src/harness/oracle/reading.ts';
import { inProcess } from '../../src/harness/subject/in-process.ts';
import { newest, type Profile } from '../../src/profile/profile.ts';

/** How many chains of one seed each relation is checked on. */
const cases = 80;

/** A chain on disk, and what our map says of it as one version. */
export interface Written {
  readonly recipe: Recipe;
  readonly top: Layer;
  /** The extents of a map with these arguments. */
  map(...args: string[]): readonly ReadExtent[];
  /** The same for another chain, written into a folder of its own. */
  other(recipe: Recipe): Written;
}

/**
 * Runs a relation on chains of one seed, as `profile` maps them. A chain that our map refuses (damage, what is not supported) has nothing to
 * relate; the number of those that were related is returned, so that a test can demand some.
 */
export function relate(seed: number, relation: (chain: Written) => void, profile: Profile = newest): number {
  let related = 0;
  for (let index = 0; index < cases; index++) {
    const folder = mkdtempSync(join(tmpdir(), 'relation-test-'));
    try {
      const chain = written(caseAt(seed, index).recipe, folder, profile);
      if (inProcess.ask(['--output=json', chain.top.name], folder, profile).kind === 'unsupported') continue;
      if (!isMapped(chain)) continue;
      relation(chain);
      related += 1;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return related;
}

function isMapped(chain: Written): boolean {
  try {
    return chain.map(chain.top.name).length > 0;
  } catch {
    return false;
  }
}

function written(recipe: Recipe, folder: string, profile: Profile): Written {
  writeRecipe(recipe, folder);
  return {
    recipe,
    top: recipe.layers.at(-1)!,
    map: (...args) => extentsOf(args, folder, profile),
    other: another => written(another, mkdtempSync(join(folder, 'other-')), profile),
  };
}

function extentsOf(args: readonly string[], folder: string, profile: Profile): readonly ReadExtent[] {
  const answer = inProcess.ask(['--output=json', ...args], folder, profile);
  if (answer.kind === 'unsupported') throw new Error(answer.reason);
  const reading = readMap(answer.outcome);
  if (reading.kind !== 'extents' || answer.outcome.end.kind !== 'exit' || answer.outcome.end.status !== 0) {
    throw new Error(answer.outcome.stderr.toString());
  }
  return reading.extents;
}

/** The extents inside a window of bytes, cut at its edges. */
export function clipped(extents: readonly ReadExtent[], from: bigint, to: bigint): ReadExtent[] {
  return extents.flatMap(extent => {
    const start = extent.start > from ? extent.start : from;
    const end = extent.start + extent.length < to ? extent.start + extent.length : to;
    if (end <= start) return [];
    const offset = extent.offset === undefined ? undefined : extent.offset + (start - extent.start);
    return [{ ...extent, start, length: end - start, offset }];
  });
}

export function endOf(extents: readonly ReadExtent[]): bigint {
  const last = extents.at(-1)!;
  return last.start + last.length;
}

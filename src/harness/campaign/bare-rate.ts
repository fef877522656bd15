import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';
import { writeRecipe } from '../../../generators/write/write-recipe.ts';
import type { Oracle } from '../oracle/find.ts';
import type { Scratch } from '../scratch/scratch.ts';

/** How often this machine can merely start the oracles, in turn, on one small image. */
export interface BareRate {
  readonly perSecond: number;
  readonly jobs: number;
}

/**
 * Measures the bare start rate with node's own spawn, output read and thrown away: the upper bound of any campaign, in
 * the same run and on the same machine as the figure it stands beside.
 */
export async function measureBareRate(
  oracles: readonly Oracle[],
  scratch: Scratch,
  jobs: number,
  milliseconds: number,
): Promise<BareRate> {
  const folder = scratch.caseFolder();
  const { recipe } = parseRows(['####', '.0z#']);
  writeRecipe(recipe, folder.path);
  const begun = performance.now();
  const elapsed = (): number => performance.now() - begun;
  let starts = 0;
  const work = async (): Promise<void> => {
    while (elapsed() < milliseconds) {
      const { file, leading } = oracles[starts++ % oracles.length]!.program;
      const child = spawn(file, [...leading, 'map', '--output=json', 'top.qcow2'], {
        cwd: folder.path,
        argv0: 'qemu-img',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.resume();
      child.stderr.resume();
      await once(child, 'close');
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  folder.drop();
  return { perSecond: (1000 * starts) / elapsed(), jobs };
}

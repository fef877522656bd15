import { join } from 'node:path';
import type { ChainSweep } from '../../../../generators/sweep/chain-sweep.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import { count } from '../tally.ts';
import { type ChainCheck, checkChain, type SweepLab } from './check-chain.ts';
import { ownCpuSeconds } from './cpu-seconds.ts';
import { emptySweepResult, type SweepResult } from './sweep-result.ts';
import { beginSweep, type SweepPlan, type SweepWatcher } from './sweep-run.ts';

/**
 * Writes the chains of a sweep one after the other, reads their tables back for coverage, and maps each chain once with
 * every oracle and with the subject. The model takes longer than both, so it predicts the map of the newest oracle only.
 * After a difference the sweep goes on with the next oracle or chain. When `parties.cancel` fires it ends early, with the
 * result so far.
 */
export async function runSweep(
  plan: SweepPlan & SweepLab,
  sweep: ChainSweep,
  watcher: SweepWatcher<SweepResult>,
): Promise<SweepResult> {
  const { parties, scratch } = plan;
  const { findings, elapsed } = beginSweep(plan, watcher);
  const oracles = parties.oracles.length === 0 ? [undefined] : parties.oracles;
  const modelled = oracles.at(-1);
  const result = emptySweepResult(
    sweep,
    oracles.map(oracle => oracle?.name ?? 'none'),
    modelled?.name ?? newest.version,
  );
  const coverage = sweep.coverage();
  result.possible = coverage.possible;

  const follow = async ({ verdict, faulty }: ChainCheck, oracle: string): Promise<void> => {
    const origin = `chain ${result.chains} of the sweep over ${sweep.title}`;
    count(result.tally, verdict, oracle, origin);
    if (faulty === undefined) return;
    await findings.record(faulty.value, origin, faulty.check);
    await findings.reduce();
    result.findings = [...findings.found.values()];
  };

  for (const recipe of sweep.recipes()) {
    const folder = scratch.caseFolder();
    try {
      result.writeSeconds += seconds(() => writeRecipe(recipe, folder.path));
      result.coverageSeconds += seconds(() =>
        coverage.read(recipe.layers.map(({ name }) => join(folder.path, name))),
      );
      result.chains += 1;
      result.columns = coverage.columns;
      result.covered = coverage.covered;
      for (const [index, oracle] of oracles.entries()) {
        const written = { recipe, folder: folder.path };
        const check = await checkChain(plan, written, { oracle, isModelled: oracle === modelled });
        if (parties.cancel?.aborted) break;
        const swept = result.oracles[index]!;
        swept.extents += check.extents;
        swept.oracleSeconds += check.seconds.oracle;
        swept.subjectSeconds += check.seconds.subject;
        result.modelSeconds += check.seconds.model;
        await follow(check, swept.name);
        watcher.progress(result, elapsed());
      }
    } finally {
      folder.drop();
    }
    result.interrupted = parties.cancel?.aborted === true;
    if (result.interrupted) break;
  }
  result.milliseconds = elapsed();
  return result;
}

/** CPU seconds that `work` takes. */
function seconds(work: () => void): number {
  const before = ownCpuSeconds();
  work();
  return ownCpuSeconds() - before;
}

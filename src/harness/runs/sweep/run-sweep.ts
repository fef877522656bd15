import { join } from 'node:path';
import type { ChainSweep } from '../../../../generators/sweep/chain-sweep.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { newest } from '../../../map/profile/profile.ts';
import type { Scratch } from '../../files/scratch.ts';
import { type Finding, type FindingsPlan, gatherFindings, nothingBefore } from '../../finding/findings.ts';
import { count } from '../tally.ts';
import { type ChainCheck, checkChain, type SweepParties } from './check-chain.ts';
import { ownCpuSeconds } from './cpu-seconds.ts';
import { emptySweepResult, type SweepResult } from './sweep-result.ts';

/** Told after each map, and when a finding is complete. */
export interface SweepWatcher {
  progress(result: SweepResult, milliseconds: number): void;
  found(finding: Finding): void;
}

/**
 * Writes the chains of a sweep one after the other, reads their tables back for coverage, and maps each once by every
 * oracle and by the subject. The model, which takes longer than both, speaks as the newest oracle alone. Goes on after a
 * difference, with the next oracle or chain; ends early, with what it has, when `parties.cancel` fires.
 */
export async function runSweep(
  parties: SweepParties,
  scratch: Scratch,
  sweep: ChainSweep,
  plan: Pick<FindingsPlan, 'findings' | 'reduction'>,
  watcher: SweepWatcher,
): Promise<SweepResult> {
  const begun = performance.now();
  const oracles = parties.oracles.length === 0 ? [undefined] : parties.oracles;
  const modelled = oracles.at(-1);
  const result = emptySweepResult(
    sweep,
    oracles.map(oracle => oracle?.name ?? 'none'),
    modelled?.name ?? newest.version,
  );
  const coverage = sweep.coverage();
  result.possible = coverage.possible;
  const findings = gatherFindings(
    parties,
    scratch,
    { ...plan, ...nothingBefore },
    watcher,
    () => performance.now() - begun,
  );

  const follow = async ({ verdict, shown }: ChainCheck, oracle: string): Promise<void> => {
    count(result.tally, verdict, oracle);
    if (shown === undefined) return;
    await findings.follow(
      shown.value,
      `chain ${result.chains} of the sweep over ${sweep.title}`,
      shown.check,
    );
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
      result.met = coverage.met;
      for (const [index, oracle] of oracles.entries()) {
        const written = { recipe, folder: folder.path };
        const check = await checkChain(parties, scratch, written, oracle, oracle === modelled);
        if (parties.cancel?.aborted) break;
        const swept = result.oracles[index]!;
        swept.extents += check.extents;
        swept.oracleSeconds += check.seconds.oracle;
        swept.subjectSeconds += check.seconds.subject;
        result.modelSeconds += check.seconds.model;
        await follow(check, swept.name);
        watcher.progress(result, performance.now() - begun);
      }
    } finally {
      folder.drop();
    }
    result.interrupted = parties.cancel?.aborted === true;
    if (result.interrupted) break;
  }
  result.milliseconds = performance.now() - begun;
  return result;
}

/** CPU seconds that `work` takes. */
function seconds(work: () => void): number {
  const before = ownCpuSeconds();
  work();
  return ownCpuSeconds() - before;
}

import type { ChainSweep } from '../../../../generators/sweep/chain-sweep.ts';
import { newest } from '../../../map/profile/profile.ts';
import { nothingBefore } from '../../finding/findings.ts';
import { addTallies } from '../tally.ts';
import { type Crew, type CrewPlan, noSource } from '../workers/crew/crew.ts';
import { type Amount, chainWork, openCrew } from '../workers/crew/open-crew.ts';
import { runInOrder } from '../workers/crew/run-in-order.ts';
import type { SweepLab } from './chain/check-chain.ts';
import { childCpuSeconds } from './chain/cpu-seconds.ts';
import type { ChainTask, SweptChain } from './chain/sweep-chain.ts';
import { emptySweepResult, type SweepResult } from './sweep-result.ts';
import { beginSweep, type SweepPlan, type SweepWatcher, workInRounds } from './sweep-run.ts';

/**
 * Checks the chains of a sweep, `jobs` of them at once. The result is that of one after the other, in their order. What the chains
 * under way show is reduced before further ones begin. When `parties.cancel` fires the sweep ends early, with the result so far.
 *
 * @param open opens the crew that checks the chains
 */
export async function runSweep(
  plan: SweepPlan & SweepLab,
  sweep: ChainSweep,
  jobs: number,
  watcher: SweepWatcher<SweepResult>,
  open: (plan: CrewPlan, amount: Amount) => Crew = openCrew,
): Promise<SweepResult> {
  const { oracles, cancel } = plan.parties;
  const { findings, elapsed } = beginSweep(plan, watcher);
  const startedBefore = childCpuSeconds();
  const result = emptySweepResult(
    sweep,
    oracles.length === 0 ? ['none'] : oracles.map(({ name }) => name),
    oracles.at(-1)?.name ?? newest.version,
  );
  const coverage = sweep.coverage();
  result.possible = coverage.possible;

  const chains = sweep.chains()[Symbol.iterator]();
  let next = 0;
  const isOver = (): boolean => cancel?.aborted === true || next === sweep.count;
  const nextChain = (): ChainTask | undefined => {
    if (isOver() || findings.pending > 0) return undefined;
    return { chain: chains.next().value, index: next++, title: sweep.title };
  };
  const take = ({ columns, tally, faults, maps, ...cost }: SweptChain): void => {
    result.chains += 1;
    coverage.add(columns);
    result.columns = coverage.columns;
    result.covered = coverage.covered;
    result.tally = addTallies(result.tally, tally);
    for (const { identified, origin, at } of faults) findings.add(identified, origin, at);
    for (const [index, { extents, subjectSeconds }] of maps.entries()) {
      result.oracles[index]!.extents += extents;
      result.oracles[index]!.subjectSeconds += subjectSeconds;
    }
    result.writeSeconds += cost.writeSeconds;
    result.coverageSeconds += cost.coverageSeconds;
    result.modelSeconds += cost.modelSeconds;
    watcher.progress(result, elapsed());
  };

  const atOnce = Math.min(jobs, sweep.count);
  const crewPlan = { ...plan, ...noSource, known: nothingBefore.known, jobs: atOnce };
  const crew = open(crewPlan, { work: sweep.count * chainWork });
  const round = (): Promise<void> => runInOrder(crew, 'chains', nextChain, take);
  await workInRounds({ crew, jobs: atOnce, findings, result, isOver, round });
  result.startedSeconds = childCpuSeconds() - startedBefore;
  result.milliseconds = elapsed();
  result.interrupted = cancel?.aborted === true;
  return result;
}

import { type Coverage, cover } from '../../../../../generators/coverage/coverage.ts';
import { withoutTraits } from '../../../../../generators/wish/without-traits.ts';
import type { SeenFault } from '../../../finding/seen-fault.ts';
import { storeAndIdentify } from '../../../finding/store-and-identify.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { Check } from '../../../verdict/check.ts';
import { exitStatusOf } from '../../../verdict/exit-status.ts';
import { countSkipped, emptyTally } from '../../tally.ts';
import { type CaseRecord, noQueries, type QueryCounts } from './case-record.ts';
import { type CaseSource, drawCase } from './case-source.ts';
import type { CaseTask } from './case-task.ts';
import { checkCase } from './check-case.ts';
import type { DrawnCase } from './drawn-case.ts';
import type { Pace } from './pace.ts';

/** Where cases run whole, be it the main thread or a worker. */
export interface Workshop extends Lab {
  readonly source: CaseSource;
  /** The folder of findings. */
  readonly findings: string;
  /** Gets what drawn cases cover. */
  readonly coverage: Coverage;
  readonly pace: Pace;
  /** Is told the index of each case that begins. */
  readonly began?: (index: number) => void;
}

/**
 * Runs cases one after the other, each in its own folder: draws, writes and checks it, and stores and identifies what it shows.
 * When `parties.cancel` fires, those that are under way or to come count as left.
 */
export async function runCases(shop: Workshop, tasks: readonly CaseTask[]): Promise<CaseRecord> {
  const { parties, scratch, source, coverage, pace } = shop;
  const { without = [] } = source;
  const tally = emptyTally();
  const queries = noQueries();
  const faults: SeenFault[] = [];
  const judgedCases: number[] = [];
  let left = 0;

  const run = async (task: CaseTask): Promise<void> => {
    const { index } = task;
    shop.began?.(index);
    const isDrawn = task.kind === 'drawn';
    const { value: whole, relation, origin } = isDrawn ? drawCase(source, index) : given(task);
    const value = isDrawn ? withoutTraits(whole, without) : whole;
    if (value === undefined)
      return countSkipped(tally, `with ${without.join(' or ')}, which this run leaves out`);
    const seen = async (check: Check): Promise<void> => {
      countQuery(queries, check);
      const identified = await storeAndIdentify({ ...shop, without }, value, origin, check);
      if (identified !== undefined) faults.push({ identified, at: index, origin });
    };
    const judged = await checkCase(
      { parties, scratch, tally, seen, index, ...(isDrawn && { pace }) },
      value,
      origin,
    );
    if (judged === undefined) return;
    if (judged.length > 0) judgedCases.push(index);
    if (isDrawn)
      cover(coverage, { recipe: value.recipe, queries: judged.filter(query => query !== relation) });
  };

  for (const task of tasks) {
    if (parties.cancel?.aborted !== true) await run(task);
    if (parties.cancel?.aborted === true) left += 1;
    else if (task.kind === 'drawn') tally.cases += 1;
  }
  return { tally, queries, faults, judged: judgedCases, left };
}

function given({ value, origin }: CaseTask & { readonly kind: 'given' }): DrawnCase {
  return { value, origin };
}

function countQuery(queries: QueryCounts, { oracle, verdict }: Check): void {
  if (verdict.kind === 'skipped') queries.skipped += 1;
  else if (oracle !== undefined)
    queries.perOracle.set(oracle.name, (queries.perOracle.get(oracle.name) ?? 0) + 1);
  if (exitStatusOf(verdict) > 0) queries.different += 1;
}

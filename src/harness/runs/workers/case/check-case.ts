import type { Case, Query } from '../../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../../generators/write/write-recipe.ts';
import { obstacleTo } from '../../../files/obstacle.ts';
import { foundText } from '../../../finding/store/case-notes.ts';
import type { Lab } from '../../../parties/lab.ts';
import type { Check } from '../../../verdict/check.ts';
import { checkQueries } from '../../../verdict/check-queries.ts';
import type { Verdict } from '../../../verdict/judge.ts';
import { countFeatures } from '../../feature-counts.ts';
import { count, countSkipped, type Tally } from '../../tally.ts';
import { featuresIn } from './features-in.ts';
import type { Pace } from './pace.ts';

/** Where cases are checked, and where their checks go. */
export interface CaseCheck extends Lab {
  readonly tally: Tally;
  /** Tells a program that hangs when the time is up from one that was cut off. Absent: none counts as hanging. */
  readonly pace?: Pace;
  /** Sees each check: what it shows is stored and identified before the next one. */
  readonly seen: (check: Check) => Promise<void>;
  /** The index of the case in the run. Absent: it has none. */
  readonly index?: number;
}

/** The verdicts that leave a query without a judgement. */
const unjudging: ReadonlySet<Verdict['kind']> = new Set(['skipped', 'oracle-error', 'unanswered']);

/**
 * Writes a case into its own folder, checks and counts each of its queries, and passes the checks on to `seen`. Returns the
 * queries that were judged at least once, or undefined if the case can't be judged on this host.
 *
 * @param origin how to generate the case again
 */
export async function checkCase(
  { parties, scratch, tally, pace, seen, index }: CaseCheck,
  value: Case,
  origin: string,
): Promise<Query[] | undefined> {
  const obstacle = obstacleTo(value.recipe, scratch.holes);
  if (obstacle !== undefined) {
    countSkipped(tally, obstacle);
    return undefined;
  }
  const folder = scratch.caseFolder(index);
  const judged = new Set<Query>();
  try {
    writeRecipe(value.recipe, folder.path);
    const featuresOf = featuresIn(parties.subject, value.recipe);
    let began = performance.now();
    for await (const check of checkQueries(parties, value.recipe, value.queries, folder.path)) {
      const { verdict } = check;
      if (verdict.kind !== 'unanswered') pace?.took(performance.now() - began);
      else if (pace?.isHang(verdict.milliseconds) !== true) break;
      count(tally, verdict, check.oracle?.name ?? 'no oracle', {
        origin,
        at: index ?? 0,
        text: () => foundText(value.recipe, check.query, origin),
      });
      countFeatures(tally.features, check, featuresOf(check.query));
      if (!unjudging.has(verdict.kind)) judged.add(check.query);
      await seen(check);
      began = performance.now();
    }
    return [...judged];
  } finally {
    folder.drop();
  }
}

import { readFileSync } from 'node:fs';
import type { Case } from '../../../generators/recipe/recipe.ts';
import { withoutTraits } from '../../../generators/wish/without-traits.ts';
import type { Lab } from '../parties/lab.ts';
import type { FindingsPlan, Reduce } from './findings.ts';
import { type Investigation, reduceStored, type StoredSighting, settle } from './investigate.ts';
import { type Rechecked, recheckFinding } from './recheck.ts';
import { settleInOrder } from './settle-in-order.ts';
import { type Evidence, evidenceOf } from './signature/evidence.ts';
import { coarseSignature, fineSignature } from './signature/signature.ts';
import { storedOrigin } from './store/case-notes.ts';
import { type EarlierFinding, earlierFindings, type UnreadableFinding } from './store/earlier-findings.ts';
import { nameFault } from './store/stored-finding.ts';

/** What became of a finding of an earlier run. */
export type Replayed =
  | StillThere
  /** The time of the run was over before. */
  | { readonly kind: 'left'; readonly finding: EarlierFinding }
  /** Its smallest case has a feature or an option that the run leaves out. */
  | { readonly kind: 'left out'; readonly finding: EarlierFinding }
  /** It can't be read. */
  | ({ readonly kind: 'unreadable' } & UnreadableFinding)
  /** All its cases pass, on the oracles of these names. */
  | { readonly kind: 'gone'; readonly finding: EarlierFinding; readonly oracles: readonly string[] }
  /** Nobody could judge its cases. */
  | { readonly kind: 'not judged'; readonly finding: EarlierFinding };

/** A finding that one of its cases still shows. */
export interface StillThere {
  /**
   * `still there`: its smallest case shows a fault. `reduced`: it was reduced in this run, because an earlier run was killed
   * before the end, or because its smallest case passes now and another one doesn't.
   */
  readonly kind: 'still there' | 'reduced';
  readonly finding: EarlierFinding;
  /** The fine form. */
  readonly signature: string;
  /** Coarse signatures of its cases as they were found. */
  readonly coarse: readonly string[];
  /** The names of the oracles that show it. */
  readonly oracles: readonly string[];
  readonly smallest: Case;
  readonly evidence: Evidence;
  /** The report that people read. */
  readonly report: string;
}

/** Whether a finding is still there. */
export function isThere(replayed: Replayed): replayed is StillThere {
  return replayed.kind === 'still there' || replayed.kind === 'reduced';
}

/** What a campaign only counts: the findings of earlier runs that are still there. */
export function alreadyStored(replayed: readonly Replayed[]): Pick<FindingsPlan, 'stored' | 'storedFine'> {
  const there = replayed.filter(isThere);
  return {
    stored: new Set(there.flatMap(({ coarse }) => coarse)),
    storedFine: new Set(there.map(({ signature }) => signature)),
  };
}

/** Who does the work of a replay. */
export interface Replayers {
  /**
   * Checks the findings that `next` gives as `recheckFinding` does, perhaps several at once. `done` gets the results in the order of the
   * findings.
   */
  recheckAll(
    next: () => EarlierFinding | undefined,
    done: (result: Rechecked, finding: EarlierFinding) => void,
  ): Promise<void>;
  readonly reduce: Reduce;
  /** Reductions at once. */
  readonly jobs: number;
}

/** All is done by this thread. */
function alone(investigation: Investigation): Replayers {
  return {
    async recheckAll(next, done) {
      for (let finding = next(); finding !== undefined; finding = next())
        done(await recheckFinding(investigation, finding), finding);
    },
    reduce: (sighting, reduction, origin) => reduceStored({ ...investigation, reduction }, sighting, origin),
    jobs: 1,
  };
}

/**
 * Checks the findings that earlier runs stored, before any new case: a phase of its own, which a seed's cases don't depend on.
 * A finding that a killed run left unsettled is settled. One whose smallest case has what the lab leaves out is not checked.
 *
 * @param timeLeft milliseconds; nothing is begun once it is 0 or less
 * @param replayers absent: this thread alone
 */
export async function replayFindings(
  investigation: Investigation,
  timeLeft: () => number = () => Infinity,
  { recheckAll, reduce, jobs }: Replayers = alone(investigation),
): Promise<Replayed[]> {
  const { findings, parties } = investigation;
  const isCancelled = (): boolean => parties.cancel?.aborted === true;
  const isOver = (): boolean => isCancelled() || timeLeft() <= 0;
  const all = earlierFindings(findings);
  const replayed = new Map(all.map(each => [each, atFirst(each, investigation)]));
  const toCheck = all.filter(isReadable).filter(each => replayed.get(each)!.kind === 'left');
  const toReduce: { finding: EarlierFinding; result: FaultAgain }[] = [];

  await recheckAll(
    () => (isOver() ? undefined : toCheck.shift()),
    (result, finding) => {
      if (result.kind === 'unsettled') toReduce.push({ finding, result });
      else if (result.kind === 'still there')
        replayed.set(finding, stillThere(finding, result, investigation));
      // Checks that are cancelled judge nothing.
      else if (!isCancelled())
        replayed.set(
          finding,
          result.kind === 'pass'
            ? { kind: 'gone', finding, oracles: result.oracles }
            : { kind: 'not judged', finding },
        );
    },
  );

  await settleInOrder(
    jobs,
    () => (isOver() ? undefined : toReduce.shift()),
    async ({ finding, result }) => {
      const coarse = coarseOf(finding, result);
      const seen = await reduce(result.seen, investigation.reduction, storedOrigin(finding.smallest));
      return { seen, known: { finding, coarse, oracles: result.oracles } };
    },
    async ({ seen, known }) => {
      replayed.set(known.finding, { kind: 'reduced', ...known, ...(await settle(investigation, seen)) });
    },
  );
  return [...replayed.values()];
}

type FaultAgain = Extract<Rechecked, { readonly seen: StoredSighting }>;

function isReadable(finding: EarlierFinding | UnreadableFinding): finding is EarlierFinding {
  return 'stored' in finding;
}

/** What becomes of a finding that is never checked. */
function atFirst(finding: EarlierFinding | UnreadableFinding, { without = [] }: Lab): Replayed {
  if (!isReadable(finding)) return { kind: 'unreadable', ...finding };
  const isLeftOut = withoutTraits(finding.smallest, without) === undefined;
  return { kind: isLeftOut ? 'left out' : 'left', finding };
}

function stillThere(
  finding: EarlierFinding,
  { seen: { sighting }, oracles }: FaultAgain,
  { renew, parties }: Investigation,
): StillThere {
  const { value, check } = sighting;
  return {
    kind: 'still there',
    finding,
    signature: fineSignature(check.verdict, value)!,
    coarse: finding.found.map(({ coarse }) => coarse),
    oracles,
    smallest: value,
    evidence: evidenceOf(check)!,
    report: renew(readFileSync(finding.stored.report, 'utf8'), finding.stored, check, parties.subject),
  };
}

/** The coarse signatures of the cases of a finding. A run that was killed before it identified the fault has not named it. */
function coarseOf(finding: EarlierFinding, { seen: { stored, sighting } }: FaultAgain): string[] {
  if (finding.path !== stored.found) return finding.found.map(({ coarse }) => coarse);
  const named = coarseSignature(sighting.check.verdict, sighting.value)!;
  nameFault(stored, named);
  return [named];
}

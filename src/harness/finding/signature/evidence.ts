import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { programName } from '../../parties/program-name.ts';
import type { SubjectAnswer } from '../../parties/subject/subject.ts';
import type { Check } from '../../verdict/check.ts';
import type { Blame, Verdict } from '../../verdict/judge.ts';
import { describeDifference, describeRelationDifference } from './describe-difference.ts';
import { describeCrash } from './fault.ts';
import { placeOf } from './place.ts';

/** The outcome of one side, by value. */
export interface EvidenceSide {
  readonly name: string;
  /** How a program ended, like `exit 0`, and its output; a key of the result file. Absent for a side that is made of several maps. */
  readonly said?: { readonly end: string; readonly stdout: string; readonly stderr: string };
  /** The extents of the output. Absent when it is no map. */
  readonly extents?: readonly ReadExtent[];
}

/** What the check of a finding shows: enough to draw it without any image or program. */
export interface Evidence {
  /** Who is wrong: the blame of the vote, the model, or qemu when it crashes. `relation`: maps of the subject break one. */
  readonly blame: Blame | 'model' | 'qemu' | 'relation';
  /** The difference in words, without its place. */
  readonly difference: string;
  /** Guest offset (bytes) of the first difference. Absent when it has no place. */
  readonly at?: bigint;
  readonly sides: readonly EvidenceSide[];
}

/** The evidence of a check; undefined when its verdict is no finding. */
export function evidenceOf(check: Check): Evidence | undefined {
  const { verdict } = check;
  const fault = blameAndDifference(verdict);
  if (fault === undefined) return undefined;
  const at = placeOf(verdict);
  const sides =
    verdict.kind === 'broken'
      ? verdict.sides.map(({ name, extents }) => ({ name, extents }))
      : sidesOf(check);
  return { ...fault, ...(at !== undefined && { at }), sides };
}

function blameAndDifference(verdict: Verdict): Pick<Evidence, 'blame' | 'difference'> | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return { blame: verdict.blame, difference: describeDifference(verdict.difference) };
    case 'model-error':
      return { blame: 'model', difference: describeDifference(verdict.difference) };
    case 'crash':
      return { blame: 'qemu', difference: `crash by ${describeCrash(verdict)}` };
    case 'broken': {
      const { relation, difference } = verdict;
      return {
        blame: 'relation',
        difference: `${describeRelationDifference(difference)}; ${relation.name}: ${relation.statement}`,
      };
    }
    default:
      return undefined;
  }
}

/** The answers of a check: that of the subject, then that of the oracle, as far as there are any. */
export function sidesOf({ query, oracle, subjectName, subject, answer }: Check): EvidenceSide[] {
  return [
    ...(subject.kind === 'unsupported' ? [] : [sideOf(subjectName, subject.outcome, subject)]),
    ...(answer === undefined || oracle === undefined ? [] : [sideOf(programName(query, oracle), answer)]),
  ];
}

function sideOf(name: string, outcome: Outcome, answer?: SubjectAnswer): EvidenceSide {
  const reading = answer?.kind === 'adapted' ? answer : parseStdout(outcome);
  const { stdout, stderr, end } = outcome;
  return {
    name,
    said: { end: describeEnd(end), stdout: stdout.toString(), stderr: stderr.toString() },
    ...('extents' in reading && { extents: reading.extents }),
  };
}

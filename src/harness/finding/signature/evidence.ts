import type { ReadExtent } from '../../answers/extents/read-extent.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { describeEnd } from '../../answers/outcome-difference.ts';
import { parseStdout } from '../../answers/parse-stdout.ts';
import { programName } from '../../parties/program-name.ts';
import type { SubjectAnswer } from '../../parties/subject/subject.ts';
import type { Check } from '../../verdict/check.ts';
import type { Blame, Verdict } from '../../verdict/judge.ts';
import { describeDifference, describeRelationDifference, placeOf } from './signature.ts';

/** What one side said, by value. */
export interface EvidenceSide {
  readonly name: string;
  /** How a program ended, like `exit 0`, and what it printed; absent where a side is made of several maps. */
  readonly said?: { readonly end: string; readonly stdout: string; readonly stderr: string };
  /** What was read in that; absent where it is no map. */
  readonly extents?: readonly ReadExtent[];
}

/** What a check shows that is a finding: enough to draw it without any image or program. */
export interface Evidence {
  /** Who is wrong: a party of the vote, the model, qemu where it crashes; or a relation of our own maps is broken. */
  readonly blame: Blame | 'model' | 'qemu' | 'relation';
  /** The difference in words, without its place. */
  readonly difference: string;
  /** Guest offset (bytes) of the first difference; absent where it has none. */
  readonly at?: bigint;
  readonly sides: readonly EvidenceSide[];
}

/** The evidence of a check; undefined where its verdict is no finding. */
export function evidenceOf(check: Check): Evidence | undefined {
  const { verdict } = check;
  const told = tell(verdict);
  if (told === undefined) return undefined;
  const at = placeOf(verdict);
  const sides =
    verdict.kind === 'broken'
      ? verdict.sides.map(({ name, extents }) => ({ name, extents }))
      : sidesOf(check);
  return { ...told, ...(at !== undefined && { at }), sides };
}

function tell(verdict: Verdict): Pick<Evidence, 'blame' | 'difference'> | undefined {
  switch (verdict.kind) {
    case 'divergence':
      return { blame: verdict.blame, difference: describeDifference(verdict.difference) };
    case 'model-error':
      return { blame: 'model', difference: describeDifference(verdict.difference) };
    case 'crash':
      return { blame: 'qemu', difference: `crash by ${verdict.signal}` };
    case 'broken': {
      const { relation, difference } = verdict;
      return {
        blame: 'relation',
        difference: `${describeRelationDifference(difference)}; ${relation.name}: ${relation.says}`,
      };
    }
    default:
      return undefined;
  }
}

function sidesOf({ query, oracle, subjectName, subject, answer }: Check): EvidenceSide[] {
  return [
    ...(subject.kind === 'unsupported' ? [] : [sideOf(subjectName, subject.outcome, subject)]),
    ...(answer === undefined || oracle === undefined ? [] : [sideOf(programName(query, oracle), answer)]),
  ];
}

function sideOf(name: string, outcome: Outcome, answer?: SubjectAnswer): EvidenceSide {
  const reading = answer?.kind === 'reading' ? answer : parseStdout(outcome);
  const { stdout, stderr, end } = outcome;
  return {
    name,
    said: { end: describeEnd(end), stdout: stdout.toString(), stderr: stderr.toString() },
    ...('extents' in reading && { extents: reading.extents }),
  };
}

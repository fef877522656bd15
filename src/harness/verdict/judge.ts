import type { Prediction } from '../../../generators/model/predict.ts';
import type { Difference } from '../answers/difference.ts';
import type { OracleError, Outcome } from '../answers/outcome.ts';
import { differenceOfOutcomes } from '../answers/outcome-difference.ts';
import type { SubjectAnswer } from '../parties/subject/subject.ts';
import { differenceOfAdapted } from './adapted-difference.ts';
import { assertionIn } from './assertion.ts';
import { differenceFromPrediction } from './prediction-difference.ts';
import type { Relation, RelationResult } from './relations/relation.ts';

/** Who must be wrong, as far as the three votes can decide. */
export type Blame = 'subject' | 'disputed' | 'unknown';

/**
 * The result of one check. `modelled`: whether the model took part in a match; `reason`: why it abstained. A verdict with a
 * `relation` is the result of that relation. `assertion` is the one that the oracle named before it aborted.
 */
export type Verdict =
  | { readonly kind: 'match'; readonly modelled: true }
  | { readonly kind: 'match'; readonly modelled: false; readonly reason: string }
  | { readonly kind: 'divergence'; readonly blame: Blame; readonly difference: Difference }
  | { readonly kind: 'model-error'; readonly difference: Difference }
  | { readonly kind: 'crash'; readonly signal: string; readonly assertion?: string }
  | { readonly kind: 'oracle-error'; readonly error: OracleError }
  /** The time of the run was up, and this program was ended so many milliseconds after its start, without an answer. */
  | { readonly kind: 'unanswered'; readonly program: string; readonly milliseconds: number }
  | { readonly kind: 'unjudged' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | (RelationResult & { readonly relation: Relation });

/**
 * The verdict on one check, from the model's prediction, the subject's answer and the oracle's outcome. In a difference the
 * subject (or the model, when it is compared with the oracle) is on the left, the oracle on the right. A crash of the oracle
 * counts even if the subject doesn't support the query.
 */
export function judge(prediction: Prediction, subject: SubjectAnswer, oracle: Outcome): Verdict {
  if (oracle.end.kind === 'signal') return judgeCrash(subject, oracle, oracle.end.signal);
  if (subject.kind === 'unsupported') return { kind: 'skipped', reason: subject.reason };
  const difference =
    subject.kind === 'adapted'
      ? differenceOfAdapted(subject, oracle)
      : differenceOfOutcomes(subject.outcome, oracle);
  if (prediction.kind === 'abstains') {
    return difference === undefined
      ? { kind: 'match', modelled: false, reason: prediction.reason }
      : { kind: 'divergence', blame: 'subject', difference };
  }
  const fromOracle = differenceFromPrediction(prediction, oracle);
  if (difference === undefined) {
    return fromOracle === undefined
      ? { kind: 'match', modelled: true }
      : { kind: 'model-error', difference: fromOracle };
  }
  if (fromOracle === undefined) return { kind: 'divergence', blame: 'subject', difference };
  if (subject.kind === 'adapted') return { kind: 'divergence', blame: 'unknown', difference };
  const fromSubject = differenceFromPrediction(prediction, subject.outcome);
  return { kind: 'divergence', blame: fromSubject === undefined ? 'disputed' : 'unknown', difference };
}

/** A crash of the oracle is qemu's fault; when the subject ends abnormally too, that is a divergence of its own. */
function judgeCrash(subject: SubjectAnswer, { stderr }: Outcome, signal: string): Verdict {
  const assertion = assertionIn(stderr);
  const crash: Verdict = { kind: 'crash', signal, ...(assertion !== undefined && { assertion }) };
  if (subject.kind === 'unsupported' || subject.outcome.end.kind === 'exit') return crash;
  const difference: Difference = { kind: 'exit', left: subject.outcome.end.kind, right: `signal ${signal}` };
  return { kind: 'divergence', blame: 'subject', difference };
}

/** The verdict without an oracle: model and subject may differ, but a match proves nothing. */
export function judgeWithoutOracle(prediction: Prediction, subject: SubjectAnswer): Verdict {
  if (subject.kind === 'unsupported') return { kind: 'skipped', reason: subject.reason };
  if (prediction.kind === 'abstains' || subject.kind === 'adapted') return { kind: 'unjudged' };
  const difference = differenceFromPrediction(prediction, subject.outcome);
  return difference === undefined
    ? { kind: 'unjudged' }
    : { kind: 'divergence', blame: 'unknown', difference };
}

import { withBuffers } from '../answers/with-buffers.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { SubjectAnswer } from '../parties/subject/subject.ts';
import type { Check } from './check.ts';
import type { Verdict } from './judge.ts';
import type { Relation, RelationResult } from './relations/relation.ts';
import { relations } from './relations/relations.ts';

/** A check as plain data, for another thread: oracles and relations by name. */
export interface PlainCheck extends Omit<Check, 'oracle' | 'verdict'> {
  readonly oracle: string | undefined;
  readonly verdict: Exclude<Verdict, { readonly relation: Relation }> | PlainResult;
}

type PlainResult = RelationResult & { readonly relationNamed: string };

export function toPlainCheck(check: Check): PlainCheck {
  const { oracle, verdict, subject } = check;
  return { ...check, oracle: oracle?.name, verdict: plainVerdict(verdict), subject: plainAnswer(subject) };
}

function plainVerdict(verdict: Verdict): PlainCheck['verdict'] {
  if (!('relation' in verdict)) return verdict;
  const { relation, ...result } = verdict;
  return { ...result, relationNamed: relation.name };
}

/** Without the functions of an adapter: the answer is read. */
function plainAnswer(answer: SubjectAnswer): SubjectAnswer {
  if (answer.kind !== 'adapted') return answer;
  const { fields, borders } = answer.format;
  return { ...answer, format: { fields, borders } };
}

/** The check that another thread has sent. */
export function fromPlainCheck(check: PlainCheck, oracles: readonly Oracle[]): Check {
  const { oracle, verdict, subject, answer } = check;
  return {
    ...check,
    oracle: oracles.find(({ name }) => name === oracle),
    verdict: 'relationNamed' in verdict ? wholeVerdict(verdict) : verdict,
    subject: subject.kind === 'unsupported' ? subject : { ...subject, outcome: withBuffers(subject.outcome) },
    answer: answer && withBuffers(answer),
  };
}

function wholeVerdict({ relationNamed, ...result }: PlainResult): Verdict {
  return { ...result, relation: relations.find(({ name }) => name === relationNamed)! };
}

import { withBuffers } from '../../answers/with-buffers.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { Answer } from './answers.ts';
import type { AnswerChange } from './change.ts';
import type { ComparedCase } from './compare-case.ts';
import type { ChangeReduction, ReducedChange } from './reduce-change.ts';

// What a hunt sends to other threads and gets from them is plain data: oracles by name.

type WithPlainAnswers<T> = Omit<T, 'before' | 'after'> & {
  readonly before: PlainAnswer;
  readonly after: PlainAnswer;
};

interface PlainAnswer extends Omit<Answer, 'oracle'> {
  readonly oracle: string;
}

export interface PlainCompared extends Omit<ComparedCase, 'changes'> {
  readonly changes: readonly WithPlainAnswers<AnswerChange>[];
}

export type PlainReduced = WithPlainAnswers<ReducedChange>;

export interface PlainReduction extends Omit<ChangeReduction, 'example'> {
  readonly example: WithPlainAnswers<AnswerChange>;
}

export function toPlainCompared(compared: ComparedCase): PlainCompared {
  return { ...compared, changes: compared.changes.map(withPlainAnswers) };
}

export function fromPlainCompared(compared: PlainCompared, oracles: readonly Oracle[]): ComparedCase {
  return { ...compared, changes: compared.changes.map(change => withAnswers(change, oracles)) };
}

export function toPlainReduced(reduced: ReducedChange): PlainReduced {
  return withPlainAnswers(reduced);
}

export function fromPlainReduced(reduced: PlainReduced, oracles: readonly Oracle[]): ReducedChange {
  return withAnswers(reduced, oracles);
}

export function toPlainReduction(reduction: ChangeReduction): PlainReduction {
  return { ...reduction, example: withPlainAnswers(reduction.example) };
}

export function fromPlainReduction(reduction: PlainReduction, oracles: readonly Oracle[]): ChangeReduction {
  return { ...reduction, example: withAnswers(reduction.example, oracles) };
}

type WithAnswers = Pick<AnswerChange, 'before' | 'after'>;

function withPlainAnswers<T extends WithAnswers>(whole: T): WithPlainAnswers<T> {
  const { before, after } = whole;
  return {
    ...whole,
    before: { ...before, oracle: before.oracle.name },
    after: { ...after, oracle: after.oracle.name },
  };
}

function withAnswers<T>(plain: WithPlainAnswers<T>, oracles: readonly Oracle[]): T {
  const whole = ({ oracle, outcome }: PlainAnswer): Answer => ({
    oracle: oracles.find(({ name }) => name === oracle)!,
    outcome: withBuffers(outcome),
  });
  return { ...plain, before: whole(plain.before), after: whole(plain.after) } as T;
}

import type { Query } from '../../../generators/recipe/recipe.ts';
import type { Outcome } from '../answers/outcome.ts';
import type { Oracle } from '../parties/oracle/oracle.ts';
import type { SubjectAnswer } from '../parties/subject/subject.ts';
import type { Verdict } from './judge.ts';

/** One query of one case on one oracle (or on none), with the answers of both sides. */
export interface Check {
  readonly query: Query;
  readonly oracle: Oracle | undefined;
  readonly verdict: Verdict;
  readonly subjectName: string;
  readonly subject: SubjectAnswer;
  /** The oracle's outcome; undefined when no oracle ran, or it gave none. */
  readonly answer: Outcome | undefined;
}

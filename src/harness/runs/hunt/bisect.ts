import { differenceIgnoring, type IgnorableKey } from '../../answers/ignored-keys.ts';
import type { Oracle } from '../../parties/oracle/oracle.ts';
import type { Answer, Answers } from './answers.ts';

/** Where the answers change in a list of programs. */
export type Bisection =
  /** The last program answers like the first. */
  | { readonly kind: 'unchanged' }
  /**
   * `after` is the first program that answers differently, `before` the last one that answers like the first. Those
   * `between` them gave no answer. `query` is the index of the first query whose answers differ.
   */
  | {
      readonly kind: 'changed';
      readonly query: number;
      readonly before: Answer;
      readonly after: Answer;
      readonly between: readonly Oracle[];
    }
  /** The first or the last program gave no answer. */
  | { readonly kind: 'unanswered'; readonly oracle: Oracle; readonly reason: string };

/** The answers of one program to all queries, in the same order each time. */
export type AskAll = (oracle: Oracle) => Promise<Answers>;

/**
 * Finds the first program that answers differently from the first one of the list, assuming a single change: it asks the
 * first, the last, and log2 n between them. Instead of a program that gives no answer it asks the nearest neighbour.
 *
 * @param oracles at least two, oldest first
 * @param ignored keys of the JSON in which answers may differ, so that the search goes on past a known change
 */
export async function bisect(
  oracles: readonly Oracle[],
  askAll: AskAll,
  ignored: readonly IgnorableKey[] = [],
): Promise<Bisection> {
  const agrees = (left: Answer, right: Answer): boolean =>
    differenceIgnoring(ignored, left.outcome, right.outcome) === undefined;
  const answersByOracle = new Map<Oracle, Promise<Answers>>();
  const answersOf = (oracle: Oracle): Promise<Answers> => {
    if (!answersByOracle.has(oracle)) answersByOracle.set(oracle, askAll(oracle));
    return answersByOracle.get(oracle)!;
  };
  for (const oracle of [oracles[0]!, oracles.at(-1)!]) {
    const [missing] = (await answersOf(oracle)).missing;
    if (missing !== undefined) return { kind: 'unanswered', oracle, reason: missing.reason };
  }
  const first = await answersOf(oracles[0]!);
  const agreesWithFirst = async (oracle: Oracle): Promise<boolean | undefined> => {
    const { answers, missing } = await answersOf(oracle);
    if (missing.length > 0) return undefined;
    return answers.every((answer, index) => agrees(first.answers[index]!, answer));
  };
  if (await agreesWithFirst(oracles.at(-1)!)) return { kind: 'unchanged' };
  let [before, after] = [0, oracles.length - 1];
  for (;;) {
    const next = await firstWithAnswer(outwards(before, after), index => agreesWithFirst(oracles[index]!));
    if (next === undefined) break;
    if (next.agrees) before = next.index;
    else after = next.index;
  }
  const [old, changed] = [await answersOf(oracles[before]!), await answersOf(oracles[after]!)];
  const query = old.answers.findIndex((answer, index) => !agrees(answer, changed.answers[index]!));
  return {
    kind: 'changed',
    query,
    before: old.answers[query]!,
    after: changed.answers[query]!,
    between: oracles.slice(before + 1, after),
  };
}

/** The indexes between two others: the middle first, then its neighbours on both sides. */
function outwards(low: number, high: number): number[] {
  const middle = (low + high) / 2;
  const between = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index);
  return between.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

async function firstWithAnswer(
  indexes: readonly number[],
  test: (index: number) => Promise<boolean | undefined>,
): Promise<{ index: number; agrees: boolean } | undefined> {
  for (const index of indexes) {
    const result = await test(index);
    if (result !== undefined) return { index, agrees: result };
  }
  return undefined;
}

import type { Oracle } from '../../parties/oracle/find.ts';
import { type Answer, type Answers, isSame } from './answers.ts';

/** Where in a list of programs the answer changes. */
export type Bisection =
  /** The last one says what the first one says. */
  | { readonly kind: 'unchanged' }
  /**
   * The first one that says otherwise, the last one before it that doesn't, and those between them, which gave no
   * answer. The answers are those to the first query that tells the two apart, by its index.
   */
  | {
      readonly kind: 'changed';
      readonly query: number;
      readonly before: Answer;
      readonly after: Answer;
      readonly between: readonly Oracle[];
    }
  /** The first or the last one gave no answer. */
  | { readonly kind: 'unanswered'; readonly oracle: Oracle; readonly reason: string };

/** Asks one program all that counts: the answers to every query, in the same order each time. */
export type AskAll = (oracle: Oracle) => Promise<Answers>;

/**
 * Finds the first of a list of programs, ordered by time, that says otherwise than the first one, as if there were one
 * change: it asks the first, the last, and log2 n between them. One that gives no answer is passed over for its
 * nearest neighbour.
 *
 * @param oracles at least two
 */
export async function bisect(oracles: readonly Oracle[], askAll: AskAll): Promise<Bisection> {
  const asked = new Map<Oracle, Promise<Answers>>();
  const answersOf = (oracle: Oracle): Promise<Answers> => {
    if (!asked.has(oracle)) asked.set(oracle, askAll(oracle));
    return asked.get(oracle)!;
  };
  for (const oracle of [oracles[0]!, oracles.at(-1)!]) {
    const [missing] = (await answersOf(oracle)).missing;
    if (missing !== undefined) return { kind: 'unanswered', oracle, reason: missing.reason };
  }
  const first = await answersOf(oracles[0]!);
  const saysTheSame = async (oracle: Oracle): Promise<boolean | undefined> => {
    const { answers, missing } = await answersOf(oracle);
    if (missing.length > 0) return undefined;
    return answers.every((answer, index) => isSame(first.answers[index]!, answer));
  };
  if (await saysTheSame(oracles.at(-1)!)) return { kind: 'unchanged' };
  let [good, bad] = [0, oracles.length - 1];
  for (;;) {
    const next = await firstWithAnswer(outwards(good, bad), index => saysTheSame(oracles[index]!));
    if (next === undefined) break;
    if (next.same) good = next.index;
    else bad = next.index;
  }
  const [before, after] = [await answersOf(oracles[good]!), await answersOf(oracles[bad]!)];
  const query = before.answers.findIndex((answer, index) => !isSame(answer, after.answers[index]!));
  return {
    kind: 'changed',
    query,
    before: before.answers[query]!,
    after: after.answers[query]!,
    between: oracles.slice(good + 1, bad),
  };
}

/** The indexes between two, the middle first, then its neighbours on both sides. */
function outwards(low: number, high: number): number[] {
  const middle = (low + high) / 2;
  const between = Array.from({ length: high - low - 1 }, (_, index) => low + 1 + index);
  return between.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

async function firstWithAnswer(
  indexes: readonly number[],
  ask: (index: number) => Promise<boolean | undefined>,
): Promise<{ index: number; same: boolean } | undefined> {
  for (const index of indexes) {
    const same = await ask(index);
    if (same !== undefined) return { index, same };
  }
  return undefined;
}

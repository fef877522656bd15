/** A case in which an oracle failed. */
export interface ErrorExample {
  /** How people find the case: `seed 3, case 12`. */
  readonly origin: string;
  /** Its place among all cases of the run. */
  readonly at: number;
  /** The case with the one query that the oracle failed on, as text. */
  readonly case: string;
  /** The command that tries it again. Absent: the case isn't kept. */
  readonly replay?: string;
  /** Why the case could not be kept, in one line. */
  readonly unkept?: string;
}

/** The checks in which one oracle failed in the same words. */
export interface ErrorCount {
  readonly times: number;
  /** The name of the oracle. */
  readonly oracle: string;
  /** The first of its cases, in the order of their places. */
  readonly example: ErrorExample;
}

/** Adds a count to those of the same error. Which example they have doesn't depend on the order in which cases end. */
export function addError(counts: Map<string, ErrorCount>, error: string, count: ErrorCount): void {
  counts.set(error, sumOf(counts.get(error), count));
}

/** The sums of two counts, by oracle and error. */
export function addErrorCounts(
  left: ReadonlyMap<string, ErrorCount>,
  right: ReadonlyMap<string, ErrorCount>,
): Map<string, ErrorCount> {
  const sums = new Map(left);
  for (const [error, count] of right) addError(sums, error, count);
  return sums;
}

function sumOf(left: ErrorCount | undefined, right: ErrorCount): ErrorCount {
  if (left === undefined) return right;
  const { example } = right.example.at < left.example.at ? right : left;
  return { ...left, times: left.times + right.times, example };
}

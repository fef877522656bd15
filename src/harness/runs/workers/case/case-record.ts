import type { SeenFault } from '../../../finding/seen-fault.ts';
import { addCounts, emptyTally, type Tally } from '../../tally.ts';

/** How the queries of some cases were answered. */
export interface QueryCounts {
  /** The number of queries that were judged, by oracle. */
  readonly perOracle: Map<string, number>;
  /** How many of them the oracle answered otherwise than expected, or crashed on. */
  different: number;
  /** How many were skipped. */
  skipped: number;
}

/** What some cases came to. */
export interface CaseRecord {
  readonly tally: Tally;
  readonly queries: QueryCounts;
  /** In the order of the cases. */
  readonly faults: readonly SeenFault[];
  /** The indexes of the cases that had at least one query that was judged. */
  readonly judged: readonly number[];
  /** Cases that were under way when the run was ended: some of their answers may not have been judged. */
  readonly left: number;
}

/** No answers yet. */
export function noQueries(): QueryCounts {
  return { perOracle: new Map(), different: 0, skipped: 0 };
}

/** The sum of two counts. */
export function addQueries(one: QueryCounts, other: QueryCounts): QueryCounts {
  return {
    perOracle: addCounts(one.perOracle, other.perOracle),
    different: one.different + other.different,
    skipped: one.skipped + other.skipped,
  };
}

/** The record of no cases. */
export function emptyRecord(): CaseRecord {
  return { tally: emptyTally(), queries: noQueries(), faults: [], judged: [], left: 0 };
}

import type { FirstSeen } from '../../finding/finding.ts';
import type { Evidence } from '../../finding/signature/evidence.ts';

/** One finding in a result, by value. */
export interface ResultFinding {
  readonly signature: string;
  /** The names of the oracles that show it. */
  readonly oracles: readonly string[];
  /** How many checks show it. */
  readonly checks: number;
  /** Absent for a finding that an earlier run stored. */
  readonly met?: FirstSeen;
  /** The smallest case, in the notation. */
  readonly case: string;
  /** What that case shows on one of the oracles. */
  readonly evidence: Evidence;
  /** The report for people. */
  readonly report: string;
  /** The finding is known: it fails nothing. */
  readonly known: boolean;
  /** False if the run ended before the case was as small as it gets. */
  readonly complete: boolean;
}

import type { Identified } from './store-and-identify.ts';

/** A fault that a case or a chain of a run showed. */
export interface SeenFault {
  readonly identified: Identified;
  /** Its place among all of the run. */
  readonly at: number;
  readonly origin: string;
}

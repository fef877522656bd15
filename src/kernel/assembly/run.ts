/** What one layer answers for a stretch. */
@unmanaged
export class Run {
  /** Guest bytes. */
  start: i64 = 0;
  end: i64 = 0;
  /** The host offset of `start`, or `noOffset`. */
  offset: i64 = 0;
  /** Bits of bits.ts. */
  kind: i32 = 0;
}

/** Runs stand one behind the other, so many bytes apart. */
const runBytes: usize = 32;

/** Room for runs; where the first one stands. */
export function makeRuns(count: i32): Run {
  return changetype<Run>(heap.alloc(<usize>count * runBytes));
}

/** Where the next one stands. */
export function nextRun(run: Run): Run {
  return changetype<Run>(changetype<usize>(run) + runBytes);
}

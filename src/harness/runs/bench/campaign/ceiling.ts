/** What one case takes of ours: seconds of CPU time. */
export interface CaseCost {
  /** Of the thread that runs it whole. */
  readonly worker: number;
  /** Of the main thread, which hands it out to a worker and adds up what it came to. */
  readonly main: number;
}

/** The most cases a second that our own work allows, if qemu-imgs take no time. */
export interface Ceiling {
  readonly casesPerSecond: number;
  /** Which threads are busy all the time then. */
  readonly busy: 'workers' | 'main thread';
}

/** The ceiling of so many workers, each of which has a core of its own, as the main thread has. */
export function ceilingOf({ worker, main }: CaseCost, workers: number): Ceiling {
  const [ofWorkers, ofMain] = [workers / worker, 1 / main];
  return ofWorkers <= ofMain
    ? { casesPerSecond: ofWorkers, busy: 'workers' }
    : { casesPerSecond: ofMain, busy: 'main thread' };
}

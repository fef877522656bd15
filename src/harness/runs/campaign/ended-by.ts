import { isTimeUp } from '../../basics/time-up.ts';

/** What ended a run before all of it was done, if anything did. */
export interface EndedBy {
  /** A signal ended it early. */
  readonly interrupted: boolean;
  /** The time was up before all cases of the plan were done. */
  readonly timeUp: boolean;
}

/** What ended a run. Either what `cancel` says, or its time passed between two cases. */
export function endedBy(cancel: AbortSignal | undefined, allDone: boolean): EndedBy {
  const interrupted = cancel?.aborted === true && !isTimeUp(cancel);
  return { interrupted, timeUp: !interrupted && !allDone };
}

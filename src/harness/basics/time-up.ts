/** Milliseconds that what has begun may go on when the time of a run is over. The run ends within twice that. */
export const timeGrace = 5000;

const timeUp = Symbol('the time is up');

/** Ends work because its time and the grace are over, and not because of a signal. */
export function abortForTime(controller: AbortController): void {
  controller.abort(timeUp);
}

/** Whether the time ended the work that a signal belongs to; then it was not interrupted. */
export function isTimeUp({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason === timeUp;
}

/** What reduction may cost. */
export interface Budget {
  isSpent(): boolean;
}

/** So many milliseconds from now on; `cancel` ends it as soon as it fires. */
export function budgetOf(milliseconds: number, cancel?: AbortSignal): Budget {
  const deadline = performance.now() + milliseconds;
  return { isSpent: () => cancel?.aborted === true || performance.now() >= deadline };
}

/** How long a reduction may take. */
export interface Budget {
  isSpent(): boolean;
}

/** A budget of milliseconds from now on. It is spent at once when `cancel` fires. */
export function budgetOf(milliseconds: number, cancel?: AbortSignal): Budget {
  const deadline = performance.now() + milliseconds;
  return { isSpent: () => cancel?.aborted === true || performance.now() >= deadline };
}

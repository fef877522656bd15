/** The chain doesn't open: map prints nothing on stdout and ends with exit status 1. */
export interface Refusal {
  readonly kind: 'refusal';
}

export const refusal: Refusal = { kind: 'refusal' };

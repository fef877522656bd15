/** The model doesn't say what map must print. */
export interface Abstention {
  readonly kind: 'abstains';
  /** What it doesn't know, in a few words for people. */
  readonly reason: string;
}

export function abstain(reason: string): Abstention {
  return { kind: 'abstains', reason };
}

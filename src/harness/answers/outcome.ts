/** How a program ended. `thrown` is an unexpected exception of our own implementation, in process. */
export type End =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'thrown'; readonly error: string };

/** What one query by one program came to: all that is compared. */
export interface Outcome {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly end: End;
}

/** Why a program gave no outcome. Never a pass, never a finding: the verdict is an oracle error. */
export interface OracleError {
  readonly kind: 'missing' | 'hung' | 'flooded' | 'killed' | 'rubbish' | 'unsteady';
  /** One line for people: what was seen, with the limit that was passed where there was one. */
  readonly detail: string;
}

/** `skipped`: the programs that it takes aren't there, or have no words for the query. */
export type OracleAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'error'; readonly error: OracleError }
  | { readonly kind: 'skipped'; readonly reason: string };

/**
 * How a program ended. `thrown`: our own implementation, in process, threw an unexpected exception, or another subject gave no
 * answer. `cut`: we ended it together with all other work, so many milliseconds after its start; it has not answered.
 */
export type End =
  | { readonly kind: 'exit'; readonly status: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'thrown'; readonly error: string }
  | { readonly kind: 'cut'; readonly milliseconds: number };

/** The result of one query by one program: everything that is compared. */
export interface Outcome {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly end: End;
}

/** Why an oracle gave no outcome. Neither a pass nor a finding: the verdict is an oracle error. */
export interface OracleError {
  readonly kind: 'missing' | 'hung' | 'flooded' | 'killed' | 'rubbish' | 'unsteady';
  /** One line for people, with the limit that was passed, if any. */
  readonly detail: string;
  /** Of a program that was ended with all other work: the milliseconds that it had run. */
  readonly ran?: number;
}

/** An oracle's answer to a query. `skipped`: a program that it takes is missing, or has no option for the query. */
export type OracleAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'error'; readonly error: OracleError }
  | { readonly kind: 'skipped'; readonly reason: string };

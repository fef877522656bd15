/** What has the most votes of some answers. */
export interface Winner<Answer> {
  readonly answer: Answer;
  readonly votes: number;
}

/**
 * What most of the answers are. Of two that are as many, the one that came up later wins.
 *
 * @param answers at least one
 */
export function winnerOf<Answer>(
  answers: readonly Answer[],
  areEqual: (one: Answer, other: Answer) => boolean,
): Winner<Answer> {
  const versions: { readonly answer: Answer; votes: number }[] = [];
  for (const answer of answers) {
    const version = versions.find(known => areEqual(known.answer, answer));
    if (version === undefined) versions.push({ answer, votes: 1 });
    else version.votes++;
  }
  return versions.reduce((winner, version) => (version.votes >= winner.votes ? version : winner));
}

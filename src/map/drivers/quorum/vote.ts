import type { Bytes } from '../../basics/bytes.ts';
/**
 * What most children have read; undefined if fewer than `threshold` agree about it. Of two that are as many, the one that came
 * up later wins.
 */
export function winnerOf(answers: readonly Bytes[], threshold: number): Bytes | undefined {
  const versions: { readonly bytes: Bytes; votes: number }[] = [];
  for (const bytes of answers) {
    const version = versions.find(known => known.bytes.equals(bytes));
    if (version === undefined) versions.push({ bytes, votes: 1 });
    else version.votes++;
  }
  let winner: (typeof versions)[number] | undefined;
  for (const version of versions) {
    if (winner === undefined || version.votes >= winner.votes) winner = version;
  }
  return winner !== undefined && winner.votes >= threshold ? winner.bytes : undefined;
}

/**
 * A De Bruijn word: read as a ring, it contains every sequence of `length` letters out of `letters` (0, 1, 2 …) exactly
 * once. Its first `length - 1` letters are repeated at the end, so that it works without the ring: letters ^ length +
 * length - 1 letters in all.
 *
 * It is the concatenation, in lexicographic order, of the Lyndon words whose length divides `length` (Fredricksen and
 * Maiorana). Duval's algorithm makes them one after the other, so memory holds one word.
 */
export function* deBruijnWord(letters: number, length: number): Generator<number> {
  const opening: number[] = [];
  for (const lyndon of lyndonWords(letters, length)) {
    if (length % lyndon.length !== 0) continue;
    for (const letter of lyndon) {
      if (opening.length < length - 1) opening.push(letter);
      yield letter;
    }
  }
  // With one letter only the ring is shorter than the part to repeat.
  while (opening.length < length - 1) opening.push(0);
  yield* opening;
}

/** Words smaller than all their rotations, of up to `longest` letters, in lexicographic order. */
function* lyndonWords(letters: number, longest: number): Generator<readonly number[]> {
  const word = [-1];
  while (word.length > 0) {
    word[word.length - 1]! += 1;
    const period = word.length;
    yield word;
    while (word.length < longest) word.push(word[word.length - period]!);
    while (word.at(-1) === letters - 1) word.pop();
  }
}

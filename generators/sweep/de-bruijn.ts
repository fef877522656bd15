/**
 * A De Bruijn word: every sequence of `length` letters out of `letters` (0, 1, 2 …) occurs in it exactly once, read in a
 * ring. It comes letter by letter, with its first `length - 1` letters again at the end, so that it need not be a ring:
 * letters ^ length + length - 1 in all.
 *
 * It is the concatenation of the Lyndon words whose length divides `length`, in the order of the dictionary (Fredricksen
 * and Maiorana), which Duval's algorithm gives one after the other: memory is that of one word.
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
  // One letter alone: the ring is shorter than what has to follow it.
  while (opening.length < length - 1) opening.push(0);
  yield* opening;
}

/** Words smaller than all their rotations, up to `longest` letters, in the order of the dictionary. */
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

/**
 * The fault of words that no program can be given, because one has a zero byte; undefined when they are all right. A word is a
 * C string: node refuses such a word with an exception, the C library would cut it there.
 */
export function zeroByteIn(words: readonly string[]): string | undefined {
  const unfit = words.find(word => word.includes('\0'));
  return unfit === undefined ? undefined : `a zero byte in ${JSON.stringify(unfit)}`;
}

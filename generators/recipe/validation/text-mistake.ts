/** What makes a text unfit for a file, a header or a command line, or undefined where nothing does. */
export function textMistake(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL character';
  if (!text.isWellFormed()) return 'holds half a surrogate pair, which UTF-8 cannot say';
  return undefined;
}

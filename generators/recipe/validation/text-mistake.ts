/** Why a text can't stand in a file name, a header or a command line, or undefined if it can. */
export function textMistake(text: string): string | undefined {
  if (text.includes('\0')) return 'holds a NUL character';
  if (!text.isWellFormed()) return "holds half a surrogate pair, which UTF-8 can't encode";
  return undefined;
}

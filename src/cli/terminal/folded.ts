/** What has to be read or typed as it stands: pictures and their attributes, notes of cases, JSON, rows of tables and command lines. */
const whole = /\||^\s*(?:#|\[|\{|map |-- )|^ {4}(?:at|set) |\S {2,}\S|map-parity [a-z]|[.]case\b/;

/** Columns by which further lines of a text are indented below its first. */
const hanging = 4;

/**
 * A line for people as lines of at most so many columns, further ones indented, broken at spaces. A word that is longer stays whole, and
 * so does what is no prose.
 */
export function folded(line: string, columns: number): string {
  if (line.length <= columns || whole.test(line)) return line;
  const [, indent, text] = /^(\s*)(.*)$/.exec(line)!;
  const lines: string[] = [];
  let last = indent!;
  for (const word of text!.split(' ')) {
    if (last.trim() !== '' && last.length + 1 + word.length > columns) {
      lines.push(last);
      last = ' '.repeat(indent!.length + hanging);
    }
    last += last.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, last].join('\n');
}

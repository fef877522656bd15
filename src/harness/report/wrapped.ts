/** Columns of a line for people. */
const width = 100;

/** Lines of the words after `head`, joined by spaces. Further lines are indented below the first word. */
export function wrapped(head: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  let line = head;
  let isFirst = true;
  for (const word of words) {
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(head.length);
      isFirst = true;
    }
    line += isFirst ? word : ` ${word}`;
    isFirst = false;
  }
  return [...lines, line];
}

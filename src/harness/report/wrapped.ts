/** Columns of a line that people read. */
const width = 100;

/** The words behind `head`, joined by spaces; where they take more than a line, the next ones are indented below the first. */
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

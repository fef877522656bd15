/** Columns of a line for people: fewer on a narrow terminal. */
function width(): number {
  const { isTTY, columns } = process.stdout;
  return isTTY && columns > 0 ? Math.min(100, columns) : 100;
}

/** Lines of the words after `head`, joined by spaces. Further lines are indented below the first word. */
export function wrapped(head: string, words: readonly string[]): string[] {
  const most = width();
  const lines: string[] = [];
  let line = head;
  let isFirst = true;
  for (const word of words) {
    if (!isFirst && line.length + 1 + word.length > most) {
      lines.push(line);
      line = ' '.repeat(head.length);
      isFirst = true;
    }
    line += isFirst ? word : ` ${word}`;
    isFirst = false;
  }
  return [...lines, line];
}

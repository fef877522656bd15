/**
 * The commands of a line of shell, each as its words: parts of a pipe and of a list, and what `sh -c` is given. Comments
 * and the targets of redirections are left out.
 */
export function commandsOf(line: string): string[][] {
  const commands: string[][] = [];
  let words: string[] = [];
  const end = (): void => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  const tokens = /\s+#.*$|^#.*$|(\|\||&&|[|;])|[<>]+\s*\S+|((?:'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"|;<>&])+)/g;
  for (const [, separator, word] of line.matchAll(tokens)) {
    if (separator !== undefined) end();
    else if (word !== undefined) words.push(unquoted(word));
  }
  end();
  return commands.flatMap(command => {
    const shell = command.indexOf('sh');
    return shell >= 0 && command[shell + 1] === '-c' ? commandsOf(command[shell + 2]!) : [command];
  });
}

function unquoted(word: string): string {
  return word.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, single, double) => single ?? double);
}

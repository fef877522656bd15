import type { Block } from './documents.ts';

/** The commands of a block, one a line: of a script, or those after the prompts of a transcript. */
export function shellLines(block: Block): readonly string[] {
  return [...scriptLines(block), ...transcript(block).map(({ line }) => line)];
}

/** The lines of a block of shell, without those that are only a comment. */
export function scriptLines({ language, text }: Block): readonly string[] {
  return language === 'sh' ? text.split('\n').filter(line => line !== '' && !line.startsWith('#')) : [];
}

/** The commands of a transcript, with the output that it shows. */
export function transcript({ language, text }: Block): readonly { line: string; output: string }[] {
  if (language !== 'console') return [];
  return [...text.matchAll(/^\$ (.*)\n((?:(?!\$ ).*\n)*)/gm)].map(([, line, output]) => ({
    line: line!,
    output: output!,
  }));
}

import type { Query } from '../../../../../generators/recipe/recipe.ts';
import type { Outcome } from '../../../answers/outcome.ts';

/**
 * The lines of a shell that prints the recorded outcomes of the queries of one case, by nothing but its own commands. One character
 * stands for one byte. A byte of 0 is lost, since no shell has it.
 */
export function answerScript(recorded: readonly (readonly [Query, Outcome])[]): string {
  const cases = recorded.map(([query, { stdout, stderr, end }]) => {
    const words = Buffer.from(['map', ...query].join(' ')).toString('latin1');
    const status = end.kind === 'exit' ? end.status : 1;
    return `${quoted(words)}) printf %s ${quoted(bytesOf(stdout))}; printf %s ${quoted(bytesOf(stderr))} >&2; exit ${status};;\n`;
  });
  return `case "$*" in\n${cases.join('')}esac\necho 'qemu-img: this answer is not recorded' >&2\nexit 1\n`;
}

function bytesOf(output: Buffer): string {
  return output.toString('latin1');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

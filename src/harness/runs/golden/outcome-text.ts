import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/**
 * One outcome as lines: its end, then stdout with the prefix `> ` and stderr with `! `. If the last line has no newline, a
 * line `\` follows it, so that every byte is kept.
 *
 * @throws HarnessError `golden-bytes` if the output isn't UTF-8: it can't be kept as text.
 */
export function outcomeLines(outcome: Outcome): string[] {
  return [endLine(outcome), ...streamLines('> ', outcome.stdout), ...streamLines('! ', outcome.stderr)];
}

function endLine({ end }: Outcome): string {
  if (end.kind === 'thrown' || end.kind === 'cut')
    throw new Error('a golden outcome comes from a real qemu-img, which throws nothing and was not cut off');
  return end.kind === 'exit' ? `exit ${end.status}` : `signal ${end.signal}`;
}

function streamLines(mark: string, bytes: Buffer): string[] {
  const text = bytes.toString();
  if (!Buffer.from(text).equals(bytes)) {
    throw new HarnessError('golden-bytes', 'the output is not valid UTF-8', {
      next: 'Use file names in UTF-8 in golden cases.',
    });
  }
  if (text === '') return [];
  const lines = text.split('\n');
  const complete = lines.at(-1) === '';
  if (complete) lines.pop();
  return [...lines.map(line => mark + line), ...(complete ? [] : ['\\'])];
}

/** Reads the lines that `outcomeLines` makes. */
export function parseOutcome(lines: readonly string[]): Outcome {
  const [end = '', ...rest] = lines;
  const [, kind, value] = /^(exit|signal) (\w+)$/.exec(end) ?? [];
  if (kind === undefined || value === undefined) {
    throw new HarnessError('golden-text', `not the end of an outcome: ${JSON.stringify(end)}`);
  }
  return {
    stdout: streamOf('> ', rest),
    stderr: streamOf('! ', rest),
    end: kind === 'exit' ? { kind, status: Number(value) } : { kind: 'signal', signal: value },
  };
}

function streamOf(mark: string, lines: readonly string[]): Buffer {
  const text = lines.flatMap((line, index) => {
    if (!line.startsWith(mark)) return [];
    return [line.slice(mark.length), lines[index + 1] === '\\' ? '' : '\n'];
  });
  return Buffer.from(text.join(''));
}

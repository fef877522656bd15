import { readFileSync } from 'node:fs';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { strerror } from '../../../map/file/strerror.ts';
import { normalised } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** The outcome of one query of a golden case with a qemu-img on another machine. */
export interface MeasuredOutcome {
  /** The name of the golden case: `007-each-state-over-each`. */
  readonly case: string;
  readonly query: Query;
  readonly outcome: Outcome;
}

/** One line of the file. stdout and stderr are Latin-1: one character for each byte. */
interface Line {
  readonly case: string;
  readonly arguments: readonly string[];
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Reads a file of outcomes, one JSON object in each line: `case`, `arguments` (the words after `map`), `status`, `stdout`
 * and `stderr`.
 *
 * @throws HarnessError `bad-file` with the number of the first line that is no outcome, or if the file can't be read
 */
export function readMeasuredOutcomes(path: string): MeasuredOutcome[] {
  return textOf(path)
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const value = parsed(line);
      if (isLine(value)) return outcomeOf(value);
      throw new HarnessError('bad-file', `${path}, line ${index + 1}: not an outcome`, {
        next: 'A line is {"case": …, "arguments": […], "status": 0, "stdout": …, "stderr": …}.',
      });
    });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new HarnessError('bad-file', `${path}: ${strerror(cause) ?? cause}`, { cause });
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isLine(value: unknown): value is Line {
  const line = value as Partial<Record<keyof Line, unknown>> | null | undefined;
  return (
    typeof line === 'object' &&
    line !== null &&
    typeof line.case === 'string' &&
    Array.isArray(line.arguments) &&
    line.arguments.every(word => typeof word === 'string') &&
    Number.isInteger(line.status) &&
    isLatin1(line.stdout) &&
    isLatin1(line.stderr)
  );
}

function isLatin1(text: unknown): boolean {
  return typeof text === 'string' && /^[\0-\xff]*$/.test(text);
}

/** The outcome of a line. A negative status is a signal, as in Python's subprocess. */
function outcomeOf(line: Line): MeasuredOutcome {
  const raw: Outcome = {
    stdout: Buffer.from(line.stdout, 'latin1'),
    stderr: Buffer.from(line.stderr, 'latin1'),
    end:
      line.status < 0
        ? { kind: 'signal', signal: String(-line.status) }
        : { kind: 'exit', status: line.status },
  };
  return {
    case: line.case,
    query: line.arguments,
    outcome: normalised(raw),
  };
}

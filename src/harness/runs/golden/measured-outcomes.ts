import { readFileSync } from 'node:fs';
import type { Query } from '../../../../generators/recipe/recipe.ts';
import { strerror } from '../../../map/file/strerror.ts';
import { normalisedStderr } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';

/** What one qemu-img, on another machine, answered to one query of a golden case. */
export interface MeasuredOutcome {
  /** The golden case, by its name: `007-each-state-over-each`. */
  readonly case: string;
  readonly query: Query;
  readonly outcome: Outcome;
}

/** One line of the file. stdout and stderr are bytes as Latin-1: a character a byte. */
interface Line {
  readonly case: string;
  readonly arguments: readonly string[];
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Reads a file of outcomes, a JSON object a line: `case`, `arguments` (the words behind `map`), `status`, `stdout` and `stderr`.
 *
 * @throws HarnessError `bad-file` at the first line that is none, by its number, or where the file can't be read
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

/** A negative status is a signal, as Python's subprocess has it. */
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
    outcome: { ...raw, stderr: normalisedStderr(raw) },
  };
}

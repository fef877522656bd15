import type { OracleAnswer } from '../../answers/outcome.ts';
import type { ChildCommand } from '../child/child-run.ts';

/** A program and how it is started; no shell takes part. */
export interface Program {
  readonly file: string;
  /** Arguments before those of the query: the loader's, where a loader starts the program. */
  readonly leading: readonly string[];
  /** The name the program is started by, where no loader sets it; absent: `qemu-img`. */
  readonly argv0?: string;
}

/** The result of one start. */
export type Started = Exclude<OracleAnswer, { kind: 'skipped' }>;

/** What one start may cost before it counts as an oracle error. */
export interface StartLimits {
  readonly milliseconds: number;
  /** Bytes of stdout and stderr together. */
  readonly bytes: number;
}

/**
 * A map of the largest generated case takes well under a second on a loaded machine and prints well under a megabyte;
 * a loop of backing files takes qemu-img 11.1 four seconds until 1024 descriptors run out.
 */
export const defaultLimits: StartLimits = { milliseconds: 30_000, bytes: 64 * 1024 * 1024 };

/** The whole environment of a started program. */
export function startEnvironment(): Readonly<Record<string, string>> {
  return { LC_ALL: 'C', PATH: process.env.PATH ?? '' };
}

/** How a program is started with these arguments in a folder: always with the same name and environment. */
export function commandOf(
  { file, leading, argv0 = 'qemu-img' }: Program,
  args: readonly string[],
  folder: string,
): ChildCommand {
  return { file, argv: [argv0, ...leading, ...args], env: startEnvironment(), folder };
}

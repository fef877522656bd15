import type { Coverage } from '../../../../generators/coverage/coverage.ts';
import { HarnessError, type HarnessErrorCode } from '../../basics/harness-error.ts';
import { sharedNumbers } from '../../parties/child/child-thread-messages.ts';
import type { PlainLab } from '../../parties/plain-lab.ts';
import type { CaseSource } from './case/case-source.ts';
import type { PlainSighting } from './plain-record.ts';
import type { KindName, Kinds } from './works.ts';

/** What a worker is given when it starts. All of it is plain data or shared memory. */
export interface WorkerStart {
  readonly lab: PlainLab;
  /** A folder of its own within the scratch folder, in which it makes those of its cases. */
  readonly folder: string;
  readonly source: CaseSource;
  readonly findings: string;
  readonly known: ReadonlySet<string>;
  /** The numbers of `child-thread-messages`, then the index of the case that runs. */
  readonly shared: Int32Array;
  /** See `heldTogether`. */
  readonly bytesHeld: Int32Array;
  readonly coverage: Coverage;
  /** See `Pace`. */
  readonly longest: Int32Array;
}

/** A request to a worker. `cancel` only wakes it: shared memory says what has happened. */
export type WorkerRequest =
  | PlainTasks<KindName>
  | {
      readonly kind: 'reduce';
      readonly number: number;
      readonly sighting: PlainSighting;
      /** Milliseconds. */
      readonly reduction: number;
      readonly origin: string;
    }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'exit' };

/** A request to do something, before it has its number. */
export type WorkRequest =
  | Omit<PlainTasks<KindName>, 'number'>
  | Omit<Extract<WorkerRequest, { readonly kind: 'reduce' }>, 'number'>;

/** A request to do some tasks of one kind. */
export interface PlainTasks<Name extends KindName> {
  readonly kind: 'do';
  readonly number: number;
  readonly name: Name;
  readonly tasks: readonly Kinds[Name]['plainTask'][];
}

/** What the tasks of a request came to, and how long they took. */
export interface PlainResult<Name extends KindName> {
  readonly kind: 'done';
  readonly number: number;
  readonly result: Kinds[Name]['plainResult'];
  readonly milliseconds: number;
}

/**
 * What a worker says: that it has started, and wants descriptors of its own; that it is ready, with them or without; or the answer to the
 * request of a number.
 */
export type WorkerAnswer =
  | { readonly kind: 'started' }
  | { readonly kind: 'ready'; readonly ownDescriptors: boolean }
  | PlainResult<KindName>
  | { readonly kind: 'reduced'; readonly number: number; readonly sighting: PlainSighting }
  | { readonly kind: 'failed'; readonly number: number; readonly error: PlainError };

/** The place of a number in shared memory, behind those of a child thread: the index of the case that runs. */
export const runningCase: number = sharedNumbers;
/** The place of one of `separations`. */
export const separation: number = sharedNumbers + 1;
/** How many numbers there are. */
export const workerNumbers: number = sharedNumbers + 2;

/**
 * How far a worker is with descriptors of its own. It may copy those of the main thread only while that stands still: node's spawn opens a
 * pipe, and waits until all copies of one end are closed, for ever if a worker has one.
 */
export const separations = { shared: 0, allowed: 1, done: 2 } as const;

/** An error with what decides how people are told of it; the clone of an error in a message lacks that. */
interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly path: string | undefined;
  readonly next: string | undefined;
}

export function toPlainError(error: unknown): PlainError {
  const { name, message, code, path, next } = error as NodeJS.ErrnoException & { readonly next?: string };
  return { name, message, code, path, next };
}

export function fromPlainError({ name, message, code, path, next }: PlainError): Error {
  if (name === 'HarnessError')
    return new HarnessError(code as HarnessErrorCode, message, next === undefined ? {} : { next });
  return Object.assign(new Error(message), {
    name,
    ...(code !== undefined && { code }),
    ...(path !== undefined && { path }),
  });
}

import type { TaskName } from './tasks.ts';

/** What the page sends to the worker. */
export interface TaskRequest {
  readonly id: number;
  readonly task: TaskName;
  readonly argument: unknown;
}

/** What the worker answers: the value of the task, or the message of the error that it ended with. */
export type TaskAnswer =
  | { readonly id: number; readonly kind: 'done'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

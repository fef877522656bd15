import type { TaskAnswer, TaskRequest } from './messages.ts';
import type { TaskName, Tasks } from './tasks.ts';
import MapWorker from './worker.ts?worker&inline';

/** A task that was given to a worker. */
export interface Asked<Value> {
  /** Rejected with the message of the error that the task ended with; never settled after `cancel`. */
  readonly answer: Promise<Value>;
  /** Ends the task, whatever it is doing, with its worker. */
  cancel(): void;
}

interface Waiting {
  readonly request: TaskRequest;
  readonly settle: (answer: TaskAnswer) => void;
}

let worker: Worker | undefined;
const waiting = new Map<number, Waiting>();
let lastId = 0;

/** Has the worker do a task. Tasks follow each other in the order in which they were asked. */
export function ask<Name extends TaskName>(
  task: Name,
  argument: Parameters<Tasks[Name]>[0],
): Asked<ReturnType<Tasks[Name]>> {
  const request: TaskRequest = { id: ++lastId, task, argument };
  const answer = new Promise<ReturnType<Tasks[Name]>>((resolve, reject) => {
    const settle = (given: TaskAnswer): void => {
      if (given.kind === 'done') resolve(given.value as ReturnType<Tasks[Name]>);
      else reject(new Error(given.message));
    };
    waiting.set(request.id, { request, settle });
  });
  running().postMessage(request);
  return { answer, cancel: () => cancel(request.id) };
}

function running(): Worker {
  worker ??= started();
  return worker;
}

function started(): Worker {
  const made = new MapWorker();
  made.addEventListener('message', ({ data }: MessageEvent<TaskAnswer>) => {
    waiting.get(data.id)?.settle(data);
    waiting.delete(data.id);
  });
  return made;
}

/** A worker can't be interrupted within a task: it is ended, and a new one gets the tasks that wait behind. */
function cancel(id: number): void {
  if (!waiting.delete(id)) return;
  worker?.terminate();
  worker = undefined;
  for (const { request } of waiting.values()) running().postMessage(request);
}

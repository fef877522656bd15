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

type Waiting = (answer: TaskAnswer) => void;

let worker: Worker | undefined;
let waiting = new Map<number, Waiting>();
let lastId = 0;

/** Has the worker do a task. Tasks follow each other in the order in which they were asked. */
export function ask<Name extends TaskName>(
  task: Name,
  argument: Parameters<Tasks[Name]>[0],
): Asked<ReturnType<Tasks[Name]>> {
  const id = ++lastId;
  const answer = new Promise<ReturnType<Tasks[Name]>>((resolve, reject) => {
    waiting.set(id, given => {
      if (given.kind === 'done') resolve(given.value as ReturnType<Tasks[Name]>);
      else reject(new Error(given.message));
    });
    const request: TaskRequest = { id, task, argument };
    running().postMessage(request);
  });
  return { answer, cancel: () => cancel(id) };
}

function running(): Worker {
  worker ??= started();
  return worker;
}

function started(): Worker {
  const made = new MapWorker();
  made.addEventListener('message', ({ data }: MessageEvent<TaskAnswer>) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  return made;
}

/** A worker can't be interrupted within a task: it is ended, and a new one is started for the next task. */
function cancel(id: number): void {
  if (!waiting.has(id)) return;
  worker?.terminate();
  worker = undefined;
  waiting = new Map();
}

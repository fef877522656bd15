import type { TaskAnswer, TaskRequest } from './messages.ts';
import { tasks } from './tasks.ts';

addEventListener('message', ({ data }: MessageEvent<TaskRequest>) => postMessage(answerTo(data)));

function answerTo({ id, task, argument }: TaskRequest): TaskAnswer {
  try {
    // The page sends the argument that the type of the task asks for: see `ask`.
    const perform = tasks[task] as (argument: unknown) => unknown;
    return { id, kind: 'done', value: perform(argument) };
  } catch (error) {
    return { id, kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { shareBytesHeld } from './child-output.ts';
import {
  blocksOf,
  type ThreadAnswer,
  type ThreadRequest,
  type ThreadStart,
  toMessage,
} from './child-thread-messages.ts';
import { libc } from './libc.ts';
import { runBlocking } from './run-blocking.ts';

// The program of a ChildThread. It runs one child after another, and blocks while a child runs.

const { shared, bytesHeld } = workerData as ThreadStart;
shareBytesHeld(bytesHeld);
const port = parentPort!;
// A ChildThread sends commands only where it has the C library itself.
const calls = libc()!;
port.on('message', async (request: ThreadRequest) => {
  if (request.kind === 'exit') return port.close();
  const { number, command, limits } = request;
  const message = toMessage(await runBlocking(calls, shared, command, limits));
  port.postMessage({ number, run: message } satisfies ThreadAnswer, blocksOf(message));
});

import { openSync, readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { ownDescriptors } from '../../src/harness/parties/child/own-descriptors.ts';
import { runChild } from '../../src/harness/parties/child/run-child.ts';

// A worker with descriptors of its own, which opens fifty files and runs a child, and tells how it stands.

const isDone = ownDescriptors();
for (let count = 0; count < 50; count++) openSync('/dev/null', 'r');
const command = { file: '/bin/echo', argv: ['echo', 'here'], env: {}, folder: '/' };
const run = await runChild(command, { milliseconds: 60_000, bytes: 100, killSignal: 'SIGKILL' });
const [, blocked] = /^SigBlk:\t(\w+)$/m.exec(readFileSync('/proc/thread-self/status', 'latin1'))!;
parentPort!.postMessage({
  isDone,
  printed: run.kind === 'ended' ? Buffer.from(run.stdout).toString() : run.code,
  blocked: BigInt(`0x${blocked}`),
  listeners: process.listenerCount('SIGCHLD'),
});

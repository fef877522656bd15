import type { RunChild } from './child-run.ts';
import { libc } from './libc.ts';
import { runByNode } from './run-by-node.ts';
import { runByPosixSpawn } from './run-by-posix-spawn.ts';

/** Runs a child by posix_spawn on the systems that `libc` lists, by node's spawn elsewhere. */
export const runChild: RunChild = (command, limits, cancel) => {
  const calls = libc();
  return calls === undefined
    ? runByNode(command, limits, cancel)
    : runByPosixSpawn(calls, command, limits, cancel);
};

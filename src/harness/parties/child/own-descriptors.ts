import { stat } from 'node:fs/promises';
import { constants } from 'node:os';
import { libc, structBytes } from './libc.ts';

/** Closes no descriptor at all: there is none of that number. */
const nobody = 0x7fff_fff0;
const CLOSE_RANGE_UNSHARE = 2;
const SIG_BLOCK = 0;

const { SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP } = constants.signals;
/** Signals that a thread sends to itself. V8 turns some of them into exceptions. */
const itsOwn = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP];

/**
 * Gives this thread a table of descriptors of its own, a copy of the one that all threads share. The limit of descriptors
 * counts for each table: a map of a chain that opens files until there are no more must not take them from other threads.
 *
 * Only a worker thread may do this, after `openThreadPool`, before it opens anything, and while no other thread is in node's spawn, which
 * would wait for ever for a copy of its pipe. Signals of the process go to other
 * threads from then on, because node handles one by writing to a descriptor of whoever listens. So the thread must not listen for
 * signals, nor start programs by node's spawn, which does, nor use asynchronous functions of node:fs with descriptors of
 * synchronous ones, since those run on other threads.
 *
 * The event loop of the thread has five descriptors (epoll, io_uring, eventfd and a pipe) from before that. Their copies in the shared
 * table stay open when the thread has ended: libuv closes its own ones, and nothing tells which others they are. So a process should
 * start such threads once, not for each piece of work. A thread that shares the table leaves none. libuv opens all five for any loop, and
 * other threads wake this one by their copy of its eventfd. With 32 workers the shared table has 202 descriptors, theirs up to 209, of 256.
 *
 * @returns whether the kernel has done it (Linux 5.9; unshare(2) does the same, but containers refuse it)
 */
export function ownDescriptors(): boolean {
  const calls = libc();
  if (calls === undefined) return false;
  const signals = Buffer.alloc(structBytes.signalSet);
  calls.sigfillset(signals);
  for (const signal of itsOwn) calls.sigdelset(signals, signal);
  if (calls.pthreadSigmask(SIG_BLOCK, signals, null) !== 0) return false;
  return calls.closeRange(nobody, nobody, CLOSE_RANGE_UNSHARE) === 0;
}

/**
 * Makes the threads of node's pool. That happens when they are first needed, and they have the descriptors of the thread that needs
 * them: it must not be one with descriptors of its own.
 */
export async function openThreadPool(): Promise<void> {
  await stat('/');
}

import { promisify } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { koffi } from '../../../map/host/nodejs/c-library/koffi.ts';

/**
 * The functions of the C library that start and watch a child, and one that keeps threads small, called through koffi.
 *
 * Node's own spawn forks: it copies the page tables of this process, and both processes copy the pages they write to from
 * then on. That is 3 ms of CPU for a small process, 10 ms for one of 300 MB, and half the starts a second. posix_spawn shares
 * the memory until exec and costs 0.5 ms whatever the size. Its caller waits until the new program has a core, which takes
 * milliseconds when all are busy: called on other threads, it gives campaigns a tenth more checks a second.
 *
 * All functions answer -1 and set errno on an error, but `spawn`, which answers the errno.
 */
export interface Libc {
  pipe2(ends: Buffer, flags: number): number;
  fcntl(fd: number, command: number, argument: number): number;
  read(fd: number, buffer: Buffer, bytes: number): number;
  waitpid(pid: number, status: Buffer, options: number): number;
  /** Signals a process, or the process group -pid. Node's own throws if there is none any more, which takes 45 µs. */
  kill(pid: number, signal: number): number;
  /** Opens a descriptor that becomes readable when the process ends (Linux 5.3). */
  pidfdOpen(pid: number): number;
  /** Closes a range of descriptors; with the right flag only in a table of this thread's own (Linux 5.9). */
  closeRange(first: number, last: number, flags: number): number;
  /** Waits until a descriptor is readable, or for at most that many milliseconds. */
  poll(descriptors: Buffer, count: number, milliseconds: number): number;
  /**
   * posix_spawn: on another thread if this is the main one. A worker blocks, and may have descriptors that other threads don't
   * have.
   */
  spawn(...args: SpawnArguments): Promise<number>;
  /** posix_spawn on this thread, which blocks until the new program has a core. */
  spawnHere(...args: SpawnArguments): number;
  readonly actions: {
    init(actions: Buffer): number;
    open(actions: Buffer, to: number, path: string, flags: number, mode: number): number;
    dup2(actions: Buffer, from: number, to: number): number;
    chdir(actions: Buffer, folder: string): number;
    destroy(actions: Buffer): number;
  };
  readonly attributes: {
    init(attributes: Buffer): number;
    flags(attributes: Buffer, flags: number): number;
    sigdefault(attributes: Buffer, signals: Buffer): number;
    sigmask(attributes: Buffer, signals: Buffer): number;
  };
  sigfillset(signals: Buffer): number;
  sigdelset(signals: Buffer, signal: number): number;
  /** Answers the errno too. */
  pthreadSigmask(how: number, signals: Buffer, before: null): number;
  errno(): number;
  /** _exit: ends the process without a word to its threads. */
  exit(status: number): void;
  /** Gives freed memory back to the system, that of all threads. Takes 5 to 15 ms for four workers. */
  trim(): void;
}

type SpawnArguments = [
  pid: Buffer,
  path: string,
  actions: Buffer,
  attributes: Buffer,
  argv: readonly (string | null)[],
  env: readonly (string | null)[],
];

/** The same on all architectures. */
const SYS_pidfd_open = 434;
const SYS_close_range = 436;

/**
 * Bytes of posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t, which the C library writes to. Where they and the
 * numbers beside them (flags of open, fcntl, poll and posix_spawn) hold:
 *
 * | system         | compared with the headers        | run           |
 * | -------------- | -------------------------------- | ------------- |
 * | glibc x86_64   | 2.36: the same                   | by the tests  |
 * | glibc aarch64  | 2.36: the same                   | never         |
 * | musl x86_64    | 1.2.3: the same, other fields    | never         |
 *
 * `libc` answers only on the first: a system is added once the tests of `start` have run on it.
 */
export const structBytes = { fileActions: 80, attributes: 336, signalSet: 128 } as const;

let found: { libc: Libc | undefined } | undefined;

/**
 * The C library; undefined on systems on which these calls weren't tried, where koffi can't be loaded, and where the library
 * lacks one of the functions (glibc before 2.29 has no addchdir_np).
 */
export function libc(): Libc | undefined {
  found ??= { libc: load() };
  return found.libc;
}

function load(): Libc | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const loaded = koffi();
  if (loaded === undefined) return undefined;
  const library = loaded.load(null);
  try {
    // biome-ignore lint/suspicious/noExplicitAny: koffi knows no types of what it loads; `Libc` declares them
    const call = (prototype: string): any => library.func(prototype);
    // Other C libraries have no such function.
    call('const char *gnu_get_libc_version()');
    const syscall = call('long syscall(long number, long first, long second, long third)');
    const trim = call('int malloc_trim(size_t pad)');
    const spawn = call(
      'int posix_spawn(void *pid, const char *path, void *actions, void *attributes, const char **argv, const char **env)',
    );
    return {
      pipe2: call('int pipe2(void *ends, int flags)'),
      fcntl: call('int fcntl(int fd, int command, int argument)'),
      read: call('long read(int fd, void *buffer, size_t bytes)'),
      waitpid: call('int waitpid(int pid, void *status, int options)'),
      kill: call('int kill(int pid, int signal)'),
      pidfdOpen: pid => syscall(SYS_pidfd_open, pid, 0, 0),
      closeRange: (first, last, flags) => syscall(SYS_close_range, first, last, flags),
      poll: call('int poll(void *descriptors, unsigned long count, int milliseconds)'),
      spawn: isMainThread ? promisify(spawn.async) : async (...args) => spawn(...args),
      spawnHere: spawn,
      actions: {
        init: call('int posix_spawn_file_actions_init(void *actions)'),
        open: call(
          'int posix_spawn_file_actions_addopen(void *actions, int to, const char *path, int flags, int mode)',
        ),
        dup2: call('int posix_spawn_file_actions_adddup2(void *actions, int from, int to)'),
        chdir: call('int posix_spawn_file_actions_addchdir_np(void *actions, const char *folder)'),
        destroy: call('int posix_spawn_file_actions_destroy(void *actions)'),
      },
      attributes: {
        init: call('int posix_spawnattr_init(void *attributes)'),
        flags: call('int posix_spawnattr_setflags(void *attributes, short flags)'),
        sigdefault: call('int posix_spawnattr_setsigdefault(void *attributes, void *signals)'),
        sigmask: call('int posix_spawnattr_setsigmask(void *attributes, void *signals)'),
      },
      sigfillset: call('int sigfillset(void *signals)'),
      sigdelset: call('int sigdelset(void *signals, int signal)'),
      pthreadSigmask: call('int pthread_sigmask(int how, void *signals, void *before)'),
      errno: () => loaded.errno(),
      exit: call('void _exit(int status)'),
      trim: () => trim(0),
    };
  } catch {
    return undefined;
  }
}

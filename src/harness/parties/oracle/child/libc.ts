import { promisify } from 'node:util';
import { koffi } from '../../../../map/file/koffi.ts';

/**
 * What starting programs takes of the C library and node doesn't have. Its own spawn forks: it copies the page tables of
 * this process, and both copy the pages they write to from then on. That is 3 ms of CPU for a small process, 10 ms for
 * one of 300 MB, and half the starts a second; posix_spawn (glibc and musl share the memory until exec) costs 0.5 ms
 * whatever the size. Who calls it waits until the new program has a core, which takes milliseconds where all are busy: so
 * other threads call it, and campaigns make a tenth more checks a second. Numbers are those of Linux; calls
 * answer -1 and set errno, but for `posix_spawn`, which answers it.
 */
export interface Libc {
  pipe2(ends: Buffer, flags: number): number;
  fcntl(fd: number, command: number, argument: number): number;
  read(fd: number, buffer: Buffer, bytes: number): number;
  waitpid(pid: number, status: Buffer, options: number): number;
  /** A descriptor that can be read once the process has ended (Linux 5.3). */
  pidfdOpen(pid: number): number;
  /** Waits until something is there to be read, or for so long. */
  poll(descriptors: Buffer, count: number, milliseconds: number): number;
  /** On another thread. */
  spawn(...args: SpawnArguments): Promise<number>;
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
  errno(): number;
}

type SpawnArguments = [
  pid: Buffer,
  path: string,
  actions: Buffer,
  attributes: Buffer,
  argv: readonly (string | null)[],
  env: readonly (string | null)[],
];

/** On all architectures that Linux has it on. */
const SYS_pidfd_open = 434;

let found: { libc: Libc | undefined } | undefined;

/** Undefined where koffi can't be loaded, or the C library lacks one of the calls. */
export function libc(): Libc | undefined {
  found ??= { libc: load() };
  return found.libc;
}

function load(): Libc | undefined {
  const loaded = process.platform === 'linux' ? koffi() : undefined;
  if (loaded === undefined) return undefined;
  const library = loaded.load(null);
  try {
    // biome-ignore lint/suspicious/noExplicitAny: koffi knows no types of what it loads; `Libc` says them
    const call = (prototype: string): any => library.func(prototype);
    const syscall = call('long syscall(long number, long first, long second)');
    const spawn = call(
      'int posix_spawn(void *pid, const char *path, void *actions, void *attributes, const char **argv, const char **env)',
    );
    return {
      pipe2: call('int pipe2(void *ends, int flags)'),
      fcntl: call('int fcntl(int fd, int command, int argument)'),
      read: call('long read(int fd, void *buffer, size_t bytes)'),
      waitpid: call('int waitpid(int pid, void *status, int options)'),
      pidfdOpen: pid => syscall(SYS_pidfd_open, pid, 0),
      poll: call('int poll(void *descriptors, unsigned long count, int milliseconds)'),
      spawn: promisify(spawn.async),
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
      errno: () => loaded.errno(),
    };
  } catch {
    return undefined;
  }
}

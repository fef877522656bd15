import type { Koffi } from '../c-library/koffi.ts';
import { SystemCallError } from './system-call-error.ts';

/** The calls on sockets that Node lacks or has only asynchronously. Addresses are structs sockaddr. */
export interface SocketCalls {
  /**
   * A new stream socket.
   *
   * @throws SystemCallError
   */
  socket(family: number): number;
  /** Makes each call on a socket wait no longer than so many milliseconds. */
  setPatience(descriptor: number, patience: number): void;
  /** @throws SystemCallError */
  connect(descriptor: number, address: Uint8Array): void;
}

/** The numbers of Linux. */
export const SOCK_STREAM = 1;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_RCVTIMEO = 20;
const SO_SNDTIMEO = 21;
const EINTR = 4;

/** The calls on sockets, by way of the C library. */
export function socketCalls(library: Koffi): SocketCalls {
  const c = library.load(null);
  const socket = c.func('int socket(int domain, int type, int protocol)');
  const connect = c.func('int connect(int fd, const uint8_t *address, uint32_t length)');
  const setOption = c.func(
    'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
  );
  return {
    socket(family) {
      const descriptor: number = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) throw SystemCallError.ofSocket(library.errno());
      return descriptor;
    },
    setPatience(descriptor, patience) {
      const wait = Buffer.alloc(16);
      wait.writeBigInt64LE(BigInt(Math.floor(patience / 1000)), 0);
      wait.writeBigInt64LE(BigInt(Math.floor(patience % 1000) * 1000), 8);
      for (const name of [SO_RCVTIMEO, SO_SNDTIMEO])
        setOption(descriptor, SOL_SOCKET, name, wait, wait.length);
    },
    connect(descriptor, address) {
      // A signal ends the wait, also where its handler restarts other calls. The next call goes on with it.
      while (connect(descriptor, address, address.length) < 0) {
        const errno = library.errno();
        if (errno !== EINTR) throw SystemCallError.ofSocket(errno);
      }
    },
  };
}

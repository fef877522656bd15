import type { ByteString } from '../../../basics/byte-string.ts';
import { MapError } from '../../../basics/error.ts';
import { errnoText } from '../c-library/errno-text.ts';
import { koffi } from '../c-library/koffi.ts';
import { toBuffer } from '../paths/to-buffer.ts';

/** The calls of the C library that Node lacks or has only asynchronously. Addresses are structs sockaddr. */
export interface SystemCalls {
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
  /**
   * The addresses of a service on a host, in the order in which they are to be tried.
   *
   * @throws SystemCallError
   */
  resolve(host: ByteString, service: ByteString, family: number): readonly ResolvedAddress[];
}

/** A struct sockaddr, and its family. */
export interface ResolvedAddress {
  readonly family: number;
  readonly bytes: Uint8Array;
}

/** A system call failed. */
export class SystemCallError extends Error {
  override readonly name: string = 'SystemCallError';
  /** The wait was over before the call was. */
  readonly timedOut: boolean;

  /** @param message the text of the C library for the error */
  constructor(message: string, timedOut = false) {
    super(message);
    this.timedOut = timedOut;
  }
}

let loaded: SystemCalls | undefined;

/**
 * The system calls of sockets.
 *
 * @throws MapError `no-koffi` where koffi can't be loaded
 */
export function systemCalls(): SystemCalls {
  loaded ??= load();
  return loaded;
}

/** The numbers of Linux. */
const SOCK_STREAM = 1;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_RCVTIMEO = 20;
const SO_SNDTIMEO = 21;
const AI_V4MAPPED = 0x08;
const AI_ADDRCONFIG = 0x20;
const EINTR = 4;
const EINPROGRESS = 115;
const EAGAIN = 11;

function load(): SystemCalls {
  const library = koffi();
  if (library === undefined || process.platform !== 'linux') {
    throw new MapError('no-koffi', "a server can't be asked without the package koffi, on Linux", {
      next: 'Install it: npm install koffi.',
    });
  }
  const c = library.load(null);
  const socket = c.func('int socket(int domain, int type, int protocol)');
  const connect = c.func('int connect(int fd, const uint8_t *address, uint32_t length)');
  const setOption = c.func(
    'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
  );
  const getaddrinfo = c.func(
    'int getaddrinfo(const uint8_t *host, const uint8_t *service, const uint8_t *hints, _Out_ uint64_t *found)',
  );
  const freeaddrinfo = c.func('void freeaddrinfo(uint64_t found)');
  const resolverText = c.func('const char *gai_strerror(int code)');
  const failed = (): SystemCallError => {
    const number = library.errno();
    return new SystemCallError(errnoText(number), number === EINPROGRESS || number === EAGAIN);
  };
  const read = (address: bigint, length: number): Buffer =>
    Buffer.from(library.view(address, length).slice(0));
  return {
    socket(family) {
      const descriptor: number = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) throw failed();
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
        if (library.errno() !== EINTR) throw failed();
      }
    },
    resolve(host, service, family) {
      // struct addrinfo: four ints (flags, family, type, protocol), the length of the address, and at bytes 24 and 40
      // the pointers to the address and to the next one.
      const hints = Buffer.alloc(48);
      hints.writeInt32LE(AI_V4MAPPED | AI_ADDRCONFIG, 0);
      hints.writeInt32LE(family, 4);
      hints.writeInt32LE(SOCK_STREAM, 8);
      const found = [0n];
      const code: number = getaddrinfo(toBuffer(`${host}\0`), toBuffer(`${service}\0`), hints, found);
      if (code !== 0) throw new SystemCallError(resolverText(code));
      const first = BigInt(found[0]!);
      const addresses: ResolvedAddress[] = [];
      for (let at = first; at !== 0n; ) {
        const entry = read(at, 48);
        const bytes = read(entry.readBigUInt64LE(24), entry.readUInt32LE(16));
        addresses.push({ family: entry.readInt32LE(4), bytes });
        at = entry.readBigUInt64LE(40);
      }
      freeaddrinfo(first);
      return addresses;
    },
  };
}

import type { ByteString } from '../../../basics/byte-string.ts';
import type { Koffi } from '../c-library/koffi.ts';
import { toBuffer } from '../paths/to-buffer.ts';
import { SOCK_STREAM } from './socket-calls.ts';
import { SystemCallError } from './system-call-error.ts';

/** A struct sockaddr, and its family. */
export interface ResolvedAddress {
  readonly family: number;
  readonly bytes: Uint8Array;
}

/**
 * The addresses of a service on a host, in the order in which they are to be tried.
 *
 * @throws SystemCallError
 */
export type AddressLookup = (
  host: ByteString,
  service: ByteString,
  family: number,
) => readonly ResolvedAddress[];

/** The numbers of Linux. */
const AI_V4MAPPED = 0x08;
const AI_ADDRCONFIG = 0x20;

/** getaddrinfo(3), by way of the C library. */
export function addressLookup(library: Koffi): AddressLookup {
  const c = library.load(null);
  const getaddrinfo = c.func(
    'int getaddrinfo(const uint8_t *host, const uint8_t *service, const uint8_t *hints, _Out_ uint64_t *found)',
  );
  const freeaddrinfo = c.func('void freeaddrinfo(uint64_t found)');
  const resolverText = c.func('const char *gai_strerror(int code)');
  return (host, service, family) => {
    const found = [0n];
    const code: number = getaddrinfo(
      toBuffer(`${host}\0`),
      toBuffer(`${service}\0`),
      hintsFor(family),
      found,
    );
    if (code !== 0) throw new SystemCallError(resolverText(code));
    const first = BigInt(found[0]!);
    const addresses = listFrom(first, library);
    freeaddrinfo(first);
    return addresses;
  };
}

// struct addrinfo: four ints (flags, family, type, protocol), the length of the address, and at bytes 24 and 40 the pointers to the
// address and to the next one.
const infoBytes = 48;

function hintsFor(family: number): Buffer {
  const hints = Buffer.alloc(infoBytes);
  hints.writeInt32LE(AI_V4MAPPED | AI_ADDRCONFIG, 0);
  hints.writeInt32LE(family, 4);
  hints.writeInt32LE(SOCK_STREAM, 8);
  return hints;
}

/** The addresses of a linked list, copied. */
function listFrom(first: bigint, library: Koffi): ResolvedAddress[] {
  const read = (address: bigint, length: number): Buffer =>
    Buffer.from(library.view(address, length).slice(0));
  const addresses: ResolvedAddress[] = [];
  for (let at = first; at !== 0n; ) {
    const entry = read(at, infoBytes);
    const bytes = read(entry.readBigUInt64LE(24), entry.readUInt32LE(16));
    addresses.push({ family: entry.readInt32LE(4), bytes });
    at = entry.readBigUInt64LE(40);
  }
  return addresses;
}

import { type ByteString, toByteString } from '../../basics/byte-string.ts';
import type { Referrer } from '../../file/confined.ts';
import type { SocketAddress } from '../address.ts';
import type { Connection } from '../connection.ts';
import type { Cryptography } from '../cryptography.ts';
import type { ConnectOptions, Host, HostFileOptions, OpenHostFile } from '../host.ts';
import { Confinement } from './confinement/confinement.ts';
import { descriptorLimit } from './descriptors/descriptor-limit.ts';
import { isSocket } from './descriptors/is-socket.ts';
import { HostFile } from './file/host-file.ts';
import { HeldLocks } from './locks/held-locks.ts';
import { nodeCryptography } from './node-cryptography.ts';
import { nodeUnzstd } from './node-unzstd.ts';
import type { FilePlace } from './open/open-file.ts';
import { readByName } from './open/read-by-name.ts';
import { readWholeFile } from './open/read-whole-file.ts';
import { connect } from './socket/connect.ts';

/** Where files are, and what the process has open. */
export interface NodeHostOptions {
  /** The folder that relative names start from. Absent: the working directory. */
  readonly directory?: string;
  /** The folders in which files may be opened, by their absolute paths. Absent: all. */
  readonly confine?: readonly string[];
  /** Tells the descriptors that a qemu-img in our place would have inherited besides its standard streams. Absent: none. */
  readonly inherited?: () => readonly number[];
}

/** The system that Node runs on, for one opening of a chain: the locks of other processes are looked up once. */
export class NodeHost implements Host {
  readonly cryptography: Cryptography = nodeCryptography;
  readonly unzstd: NonNullable<Host['unzstd']> = nodeUnzstd;
  readonly #place: FilePlace;
  readonly #inherited: () => readonly number[];
  readonly #held = new HeldLocks();
  #limit: number | undefined;

  /** @throws MapError `bad-folder` if `confine` holds anything but absolute paths of folders */
  constructor({ directory, confine, inherited = () => [] }: NodeHostOptions = {}) {
    this.#place = {
      ...(directory !== undefined && { directory: toByteString(directory) }),
      ...(confine !== undefined && { confinement: new Confinement(confine) }),
    };
    this.#inherited = inherited;
  }

  openFile(name: ByteString, options: HostFileOptions): OpenHostFile {
    return HostFile.open(name, { ...options, ...this.#place, held: this.#held });
  }

  readByName(name: ByteString, referrer: Referrer): Iterable<ByteString> {
    return readByName(name, { ...this.#place, referrer });
  }

  readWholeFile(name: ByteString, referrer: Referrer): Uint8Array {
    return readWholeFile(name, { ...this.#place, referrer });
  }

  connect(address: SocketAddress, options: ConnectOptions): Connection {
    return connect(address, { ...this.#place, ...options });
  }

  isSocket(descriptor: number): boolean {
    return isSocket(descriptor);
  }

  descriptorLimit(): number {
    this.#limit ??= limitWithout(this.#inherited());
    return this.#limit;
  }
}

/** How many files a qemu-img could open that has these already. */
function limitWithout(inherited: readonly number[]): number {
  const limit = descriptorLimit();
  // The limit is one of numbers: a file with a higher one was opened before the limit was lowered, and takes nothing from it.
  return limit - inherited.filter(number => number < limit).length;
}

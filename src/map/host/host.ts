import type { ByteString } from '../basics/byte-string.ts';
import type { Referrer } from '../file/confined.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { Profile } from '../profile/profile.ts';
import type { SocketAddress } from './address.ts';
import type { Connection } from './connection.ts';
import type { Cryptography } from './cryptography.ts';

/** What a file of the host may be: `any` is a regular file or a device. */
export type FileKind = 'regular' | 'device' | 'any';

/** The drivers of files of the host, by what the file is. */
export interface HostDrivers {
  readonly regular: string;
  readonly device: string;
}

/** How a file of the host is opened. */
export interface HostFileOptions {
  readonly profile: Profile;
  /** The drivers by which qemu names the file and refusals do. */
  readonly drivers: HostDrivers;
  /** `cache.direct=on`: the borders of data are rounded to the sectors that O_DIRECT reads. */
  readonly direct?: boolean;
  /** It is opened for writing, too, and refused where the system doesn't allow that; nothing is written. Absent: for reading alone. */
  readonly writable?: boolean;
  /**
   * Which locks of other processes count. `none`: `locking=off`. `shared`: `-U`, so others may use the file in any way. Absent:
   * all.
   */
  readonly locks?: 'none' | 'shared' | undefined;
  /** Why the file is refused once it is open, before it is known what it is. Absent: it isn't. */
  readonly refusal?: string;
  /** What the file may be. Absent: a regular file. */
  readonly kind?: FileKind;
  /** What names the file, for the error of a confinement. Absent: `the image`. */
  readonly referrer?: Referrer;
}

/** An open file of the host. */
export interface OpenHostFile extends ImageFile {
  /** The driver that qemu has for what the file is, or for regular files where nothing else was wanted. */
  readonly driver: string;
  readonly isDevice: boolean;
  readonly isBlockDevice: boolean;
  /** Holes counted as data, because koffi can't be loaded. */
  readonly missedHoles: boolean;
  /**
   * Makes sure that the file has an end, which qemu takes for its length.
   *
   * @throws Refusal, Unsupported
   */
  checkEnd(): void;
  /** Further calls do nothing. */
  close(): void;
}

/** How a server is asked. */
export interface ConnectOptions {
  /** What names the server, for the error of a confinement. */
  readonly referrer: Referrer;
  /** How long an answer may take, in milliseconds. */
  readonly patience: number;
}

/**
 * What one opening of a chain asks of the system below it: that of Node, or files that the caller brings. Everything is
 * synchronous. A map reads a few small tables, and each says where the next one is: waiting for each read on the event loop takes
 * longer than the read, and extents could not be a plain iterator.
 */
export interface Host {
  readonly cryptography: Cryptography;
  /**
   * Opens a regular file or a device for reading.
   *
   * @throws Refusal in the words of qemu, if the file can't be opened or is not of the kind that is wanted
   * @throws Unsupported, Confined
   */
  openFile(name: ByteString, options: HostFileOptions): OpenHostFile;
  /**
   * The bytes of a file that belongs to an image, piece by piece: a device such as `/dev/zero` has no end. The file is opened
   * for the first piece, and closed after the last one that is taken. Each piece may throw.
   *
   * @throws Refusal `Could not open 'NAME': REASON`
   * @throws Unreadable if it can't be read
   * @throws Confined
   */
  readByName(name: ByteString, referrer: Referrer): Iterable<ByteString>;
  /**
   * All bytes of a file that belongs to the command line.
   *
   * @throws WholeFileError in the words of GLib, which reads such files for qemu
   * @throws Confined
   */
  readWholeFile(name: ByteString, referrer: Referrer): Uint8Array;
  /**
   * Connects to a server.
   *
   * @throws Refusal in the words of qemu
   * @throws Confined if it isn't a socket in an allowed folder
   * @throws MapError `stalled`, or `no-koffi` where koffi can't be loaded
   * @throws Unsupported where there are no sockets
   */
  connect(address: SocketAddress, options: ConnectOptions): Connection;
  /**
   * Decompresses one frame of Zstandard (RFC 8878), whose length is that of `frame`. Absent: the host can't, as browsers can't.
   *
   * @param most how many bytes may come out
   * @returns undefined if the frame is damaged, or has more
   */
  readonly unzstd?: (frame: Uint8Array, most: number) => Uint8Array | undefined;
  /** Whether a descriptor that the process was started with is of a socket. */
  isSocket(descriptor: number): boolean;
  /** How many files a qemu-img could open if it were started in place of this process. May take a while to find out. */
  descriptorLimit(): number;
}

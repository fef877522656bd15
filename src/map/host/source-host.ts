import { type ByteString, toByteString, toText } from '../basics/byte-string.ts';
import { Refusal, Unsupported } from '../basics/error.ts';
import { WholeFileError } from '../file/whole-file-error.ts';
import type { Cryptography } from './cryptography.ts';
import type { FileSource } from './file-source.ts';
import type { Host, HostFileOptions, OpenHostFile } from './host.ts';
import { OwnLocks } from './own-locks.ts';
import { resolvedName } from './resolved-name.ts';
import { OpenSourceFile } from './source-file.ts';

/** As many files as a qemu-img may open on most systems. */
const descriptors = 1024;

/** The most bytes of a path that Linux takes, and of one name in it. The first ends chains of backing files whose names grow for ever. */
const longestPath = 4095;
const longestName = 255;

/** The host whose files are those of a `FileSource`. It has no devices, no sockets, and no other processes. It is
 * for one opening of a chain. */
export class SourceHost implements Host {
  readonly cryptography: Cryptography;
  readonly #files: FileSource;
  readonly #own = new OwnLocks();

  constructor(files: FileSource, cryptography: Cryptography) {
    this.cryptography = cryptography;
    this.#files = files;
  }

  openFile(name: ByteString, options: HostFileOptions): OpenHostFile {
    const { drivers, direct, kind, locks, profile } = options;
    const file = this.#open(name, { drivers, locks });
    if (file === undefined) throw new Refusal(`Could not open '${name}': No such file or directory`);
    const refusal =
      direct === true
        ? `Could not open '${name}': filesystem does not support O_DIRECT`
        : (options.refusal ?? (kind === 'device' ? profile.notHostDevice(name, drivers.device) : undefined));
    if (refusal === undefined) return file;
    file.close();
    throw new Refusal(refusal);
  }

  readByName(name: ByteString): Iterable<ByteString> {
    const bytes = this.#readAll(name);
    if (bytes === undefined) throw new Refusal(`Could not open '${name}': No such file or directory`);
    return [toByteString(bytes)];
  }

  readWholeFile(name: ByteString): Uint8Array {
    const bytes = this.#readAll(name);
    if (bytes !== undefined) return bytes;
    throw new WholeFileError(name, 'find', 'No such file or directory');
  }

  connect(): never {
    throw new Unsupported('a server beside files that the caller brings');
  }

  isSocket(): boolean {
    return false;
  }

  descriptorLimit(): number {
    return descriptors;
  }

  #readAll(name: ByteString): Uint8Array | undefined {
    const file = this.#open(name, { drivers: { regular: '', device: '' }, locks: 'none' });
    if (file === undefined) return undefined;
    try {
      return file.read(0, file.length);
    } finally {
      file.close();
    }
  }

  #open(name: ByteString, options: Pick<HostFileOptions, 'drivers' | 'locks'>): OpenSourceFile | undefined {
    if (name.length > longestPath || name.split('/').some(part => part.length > longestName))
      throw new Refusal(`Could not open '${name}': File name too long`);
    const resolved = resolvedName(name);
    const file = this.#files.open(toText(resolved));
    return file && new OpenSourceFile(name, resolved, file, { ...options, own: this.#own });
  }
}

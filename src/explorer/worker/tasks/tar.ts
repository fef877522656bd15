/** A file of an archive. */
export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly executable?: boolean;
}

const block = 512;

/**
 * An archive in the ustar format (POSIX.1-2024, pax). All files have the same date, so the same files are the same archive.
 *
 * @throws RangeError if a name has more than 100 bytes
 */
export function tarOf(files: readonly TarFile[]): Blob {
  const parts = files.flatMap(file => {
    const rest = file.bytes.length % block;
    return [headerOf(file), file.bytes, new Uint8Array(rest === 0 ? 0 : block - rest)];
  });
  return new Blob([...parts, new Uint8Array(2 * block)] as BlobPart[], { type: 'application/x-tar' });
}

function headerOf({ name, bytes, executable }: TarFile): Uint8Array {
  const header = new Uint8Array(block);
  const put = (at: number, text: string): void => header.set(new TextEncoder().encode(text), at);
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;
  if (new TextEncoder().encode(name).length > 100) throw new RangeError(`${name} is too long for an archive`);
  put(0, name);
  put(100, octal(executable ? 0o755 : 0o644, 8));
  put(108, octal(0, 8));
  put(116, octal(0, 8));
  put(124, octal(bytes.length, 12));
  put(136, octal(0, 12));
  // The checksum is counted with spaces in its own place.
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

/**
 * Bytes with fields: what is read from a file or a server. Places are counted from the first byte, and default to 0.
 *
 * It has the part of Node's `Buffer` that a reader of formats needs, and exists wherever `Uint8Array` does.
 *
 * @throws RangeError of a field that isn't inside
 */
export class Bytes extends Uint8Array {
  readUInt8(at = 0): number {
    check(this, at, 1);
    return this[at]!;
  }

  readUInt16LE(at = 0): number {
    check(this, at, 2);
    return this[at]! | (this[at + 1]! << 8);
  }

  readUInt16BE(at = 0): number {
    check(this, at, 2);
    return (this[at]! << 8) | this[at + 1]!;
  }

  readInt32LE(at = 0): number {
    check(this, at, 4);
    return this[at]! | (this[at + 1]! << 8) | (this[at + 2]! << 16) | (this[at + 3]! << 24);
  }

  readUInt32LE(at = 0): number {
    return this.readInt32LE(at) >>> 0;
  }

  readUInt32BE(at = 0): number {
    check(this, at, 4);
    return ((this[at]! << 24) | (this[at + 1]! << 16) | (this[at + 2]! << 8) | this[at + 3]!) >>> 0;
  }

  readBigUInt64LE(at = 0): bigint {
    return (BigInt(this.readUInt32LE(at + 4)) << 32n) | BigInt(this.readUInt32LE(at));
  }

  readBigUInt64BE(at = 0): bigint {
    const high = this.readUInt32BE(at);
    const low = this.readUInt32BE(at + 4);
    // Below 2^53 one conversion does.
    return high < 2 ** 21 ? BigInt(high * 2 ** 32 + low) : (BigInt(high) << 32n) | BigInt(low);
  }

  readBigInt64LE(at = 0): bigint {
    return BigInt.asIntN(64, this.readBigUInt64LE(at));
  }

  writeUInt16LE(value: number, at = 0): void {
    check(this, at, 2);
    this[at] = value;
    this[at + 1] = value >>> 8;
  }

  writeUInt32LE(value: number, at = 0): void {
    check(this, at, 4);
    for (let byte = 0; byte < 4; byte++) this[at + byte] = value >>> (8 * byte);
  }

  writeUInt32BE(value: number, at = 0): void {
    check(this, at, 4);
    for (let byte = 0; byte < 4; byte++) this[at + byte] = value >>> (24 - 8 * byte);
  }

  writeBigUInt64BE(value: bigint, at = 0): void {
    this.writeUInt32BE(Number(value >> 32n), at);
    this.writeUInt32BE(Number(value & 0xffff_ffffn), at + 4);
  }

  /** The bytes from `from` up to, not including, `to`, as a byte string. */
  latin1(from = 0, to: number = this.length): string {
    return latin1Of(this, from, to);
  }

  /** Whether a byte string stands at `at`. */
  hasText(text: string, at = 0): boolean {
    for (let index = 0; index < text.length; index++)
      if (this[at + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  /** The bytes up to the first zero, as a byte string; all of them if none is zero. */
  latin1ToZero(): string {
    const end = this.indexOf(0);
    return this.latin1(0, end < 0 ? this.length : end);
  }

  /** Where a byte string begins, at `from` or behind it; below 0 if it is nowhere. */
  indexOfText(text: string, from = 0): number {
    const first = text.charCodeAt(0);
    for (let at = indexOfByte(this, first, from); at >= 0; at = indexOfByte(this, first, at + 1))
      if (this.hasText(text, at)) return at;
    return -1;
  }

  /** The bytes from `from` up to, not including, `to`, in hexadecimal digits. */
  hex(from = 0, to: number = this.length): string {
    return Array.from(this.subarray(from, to), byte => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Whether the same bytes are there. */
  equals(other: Uint8Array): boolean {
    if (this.length !== other.length) return false;
    for (let at = 0; at < this.length; at++) if (this[at] !== other[at]) return false;
    return true;
  }

  override subarray(from?: number, to?: number): Bytes {
    return super.subarray(from, to) as Bytes;
  }
}

/** Bytes that are looked at in less time than a call of `indexOf` takes, or little more. */
const nearBytes = 256;

/** As `indexOf`, which takes longer where a byte is often found: in a text with many beginnings of another one. */
function indexOfByte(bytes: Bytes, byte: number, from: number): number {
  const near = Math.min(from + nearBytes, bytes.length);
  for (let at = from; at < near; at++) if (bytes[at] === byte) return at;
  return bytes.indexOf(byte, near);
}

/** A function, as a private method would take half a microsecond of each object that is made. */
function check(bytes: Bytes, at: number, count: number): void {
  if (at < 0 || at + count > bytes.length)
    throw new RangeError(`no ${count} bytes at ${at} of ${bytes.length}`);
}

/** Bytes that become a string at once: few enough to be arguments of one call. */
const pieceBytes = 4096;

/** The bytes from `from` up to, not including, `to`, as a byte string. */
export function latin1Of(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  if (to - from <= pieceBytes) return textOf(bytes.subarray(from, to));
  let text = '';
  // Joined one by one, each character would take 32 bytes, and images have texts of megabytes.
  for (let at = from; at < to; at += pieceBytes) {
    text += textOf(bytes.subarray(at, Math.min(at + pieceBytes, to)));
  }
  return text;
}

function textOf(piece: Uint8Array): string {
  return String.fromCharCode.apply(null, piece as unknown as number[]);
}

/** The bytes of a byte string. */
export function bytesOf(text: string): Bytes {
  const bytes = new Bytes(text.length);
  putText(text, bytes, 0);
  return bytes;
}

let encoder: InstanceType<typeof TextEncoder> | undefined;

/** Writes a byte string into `bytes` at `at`. */
export function putText(text: string, bytes: Uint8Array, at: number): void {
  encoder ??= new TextEncoder();
  // Nearly all texts are ASCII, which UTF-8 leaves as it is: native code takes a tenth of the time of a loop.
  const { read, written } = encoder.encodeInto(text, bytes.subarray(at, at + text.length));
  if (read === text.length && written === text.length) return;
  for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
}

/** Joins bytes. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const bytes = new Bytes(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

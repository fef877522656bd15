import { WriteError } from './write-error.ts';

/** The place and the width of an integer, both in bytes. */
export interface Field {
  readonly at: number;
  readonly width: 1 | 2 | 4 | 8;
}

/**
 * Writes an unsigned integer into a big-endian field of `bytes`. All integers of qcow2 are big-endian.
 *
 * @throws WriteError `value-too-large` if the field is too narrow.
 */
export function putInteger(bytes: Buffer, { at, width }: Field, value: bigint | number): void {
  let rest = BigInt(value);
  if (rest < 0n || rest >> BigInt(8 * width) !== 0n) {
    throw new WriteError('value-too-large', `${value} doesn't fit into ${width} bytes`);
  }
  for (let place = at + width - 1; place >= at; place--) {
    bytes[place] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

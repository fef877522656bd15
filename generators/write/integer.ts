import { WriteError } from './write-error.ts';

/** The place and the width of an integer, both in bytes. */
export interface Field {
  readonly at: number;
  readonly width: 1 | 2 | 4 | 8;
}

/**
 * Writes an unsigned integer into a field of `bytes`, the most significant byte first if `order` doesn't say otherwise.
 *
 * @throws WriteError `value-too-large` if the field is too narrow.
 */
export function putInteger(
  bytes: Buffer,
  { at, width }: Field,
  value: bigint | number,
  order?: 'least first',
): void {
  let rest = BigInt(value);
  if (rest < 0n || rest >> BigInt(8 * width) !== 0n) {
    throw new WriteError('value-too-large', `${value} doesn't fit into ${width} bytes`);
  }
  for (let done = 0; done < width; done++) {
    bytes[order === 'least first' ? at + done : at + width - 1 - done] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

/**
 * Writes integers into the fields of `bytes` that have their names.
 *
 * @throws WriteError `value-too-large` if a field is too narrow.
 */
export function putFields(
  bytes: Buffer,
  fields: ReadonlyMap<string, Field>,
  values: Readonly<Record<string, bigint | number>>,
  order?: 'least first',
): void {
  for (const [name, value] of Object.entries(values)) putInteger(bytes, fields.get(name)!, value, order);
}

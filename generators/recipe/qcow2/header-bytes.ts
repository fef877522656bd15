import type { HeaderBacking } from '../backing.ts';
import { byteLength } from '../byte-length.ts';
import type { Qcow2Layer } from '../recipe.ts';
import { defaultHeaderLength } from './default-header-length.ts';

/** Bytes of the extension for dirty bitmaps, with its type and its length. */
export const bitmapsExtensionBytes: number = 8 + 24;

/** The bytes that the header takes in the first cluster: with its extensions, their end and the backing name. */
export function headerBytes(layer: Qcow2Layer, backing: HeaderBacking): number {
  const lengths = (layer.extensions ?? []).map(({ data }) => data.length / 2);
  if (layer.dataFile !== undefined) lengths.push(byteLength(layer.dataFile));
  if (layer.encryption?.method === 'luks') lengths.push(16);
  if (backing.format !== null) lengths.push(byteLength(backing.format));
  const extensions = lengths.reduce((total, length) => total + 8 + Math.ceil(length / 8) * 8, 8);
  const bitmaps = layer.bitmaps === undefined ? 0 : bitmapsExtensionBytes;
  const header = layer.headerLength ?? defaultHeaderLength(layer);
  return header + extensions + bitmaps + byteLength(backing.name ?? '');
}

import type { Qcow2Layer } from '../../recipe.ts';
import { printBacking } from '../attributes/backing-attribute.ts';
import { printCrypt } from '../attributes/crypt-attribute.ts';
import { printWord } from '../text/word.ts';

/** The attributes of a qcow2 layer as words of the notation, in their canonical order. */
export function printAttributes({ backing, backingFormat, ...layer }: Qcow2Layer): string[] {
  const words = printBacking(backing);
  if (backingFormat === null) words.push('nofmt');
  else if (backingFormat !== undefined) words.push(`fmt=${printWord(backingFormat)}`);
  if (layer.version === 2) words.push('v2');
  if (layer.extendedL2) words.push('extl2');
  if (layer.compression !== undefined) words.push(layer.compression);
  if (layer.refcountBits !== undefined) words.push(`refbits=${layer.refcountBits}`);
  if (layer.refcounts !== undefined) words.push(`refcounts=${layer.refcounts}`);
  if (layer.skeleton) words.push('skeleton');
  if (layer.l2 !== undefined) words.push(`l2=${layer.l2}`);
  if (layer.dataFile !== undefined) words.push(`data=${printWord(layer.dataFile)}`);
  if (layer.dataFileRaw) words.push('data-raw');
  words.push(...printCrypt(layer.encryption));
  if (layer.dirty) words.push('dirty');
  if (layer.corrupt) words.push('corrupt');
  if (layer.lazyRefcounts) words.push('lazy');
  if (layer.headerLength !== undefined) words.push(`hdrlen=${layer.headerLength}`);
  return words;
}

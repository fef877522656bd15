import { compiled } from './compiled.ts';

/**
 * The module, wherever it runs. JSON is read by native code, in 0.14 ms, where a loop over text takes 0.6 ms. Words of 32 bits would be
 * read in half the time, but what a page sends would grow by 2.2 kB, since digits of whole words don't compress.
 */
export function compiledBytes(): Uint8Array {
  return new Uint8Array(JSON.parse(compiled) as number[]);
}

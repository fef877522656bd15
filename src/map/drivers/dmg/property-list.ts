import { bytesOfDigits, decodeDigits, decodeInPlace } from '../../basics/base64.ts';
import type { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { type ResourceReader, shortestList, takeResource } from './resource.ts';
import type { Part } from './trailer.ts';

const longest = 16 * 2 ** 20;
const [opening, closing] = ['<data>', '</data>'];

/**
 * Gives a reader the resources of a property list. qemu doesn't parse the XML: whatever stands between two tags is one.
 *
 * @throws Refusal
 */
export function readPropertyList(file: ImageFile, list: Part, reader: ResourceReader): void {
  if (list.length > longest) throw refusalWithoutText(file, 'Invalid argument');
  const text = readList(file, list);
  for (let from = 0; ; ) {
    const tag = text.indexOfText(opening, from);
    if (tag < 0) return;
    const start = tag + opening.length;
    // The way to its end leads through its digits, which are millions: each is looked at once.
    const digits = decodeDigits(text, start, start, text.length);
    const end = text.indexOfText(closing, digits);
    if (end < 0) throw refusalWithoutText(file, 'Invalid argument');
    // Four characters are three bytes at most. A list can have a million resources that are too short to list a chunk.
    if ((end - start) * 3 >= shortestList * 4) {
      const decoded = start + bytesOfDigits(digits - start);
      takeResource(reader, text, start, decodeInPlace(text, decoded, digits, end));
    }
    from = end + 1;
  }
}

/** The list up to its first NUL: bytes that nobody else has, so that resources are decoded where they are. */
function readList(file: ImageFile, { offset, length }: Part): Bytes {
  try {
    const text = file.read(offset, length);
    const end = text.indexOf(0);
    return end < 0 ? text : text.subarray(0, end);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw refusalWithoutText(file, 'Invalid argument');
  }
}

import { decodeBase64 } from '../../basics/base64.ts';
import type { Bytes } from '../../basics/bytes.ts';
import type { ImageFile } from '../../file/image-file.ts';
import { Unreadable } from '../../file/unreadable.ts';
import { refusalWithoutText } from '../format/without-text.ts';
import { type ResourceReader, shortestList } from './resource.ts';
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
    const end = text.indexOfText(closing, start);
    if (end < 0) throw refusalWithoutText(file, 'Invalid argument');
    // Four characters are three bytes at most. A list can have a million resources that are too short to list a chunk.
    if ((end - start) * 3 >= shortestList * 4) {
      const resource = decodeBase64(text.subarray(start, end));
      reader.takeResource(resource.length, (offset, count) => resource.subarray(offset, offset + count));
    }
    from = end + 1;
  }
}

/** The list up to its first NUL. */
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

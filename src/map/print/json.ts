import {
  depthText,
  depthUnit,
  endText,
  firstRestText,
  lengthText,
  nextText,
  startText,
  textSpace,
  textStart,
  texts,
} from '../kernel/bits.ts';
import type { Profile } from '../profile/profile.ts';
import type { Extents } from '../status/extents.ts';
import { readTelling, type Telling } from '../status/telling.ts';

/** The texts that entries are put together from, by the numbers that the kernel has for them. */
function textsOf(profile: Profile): string[] {
  const list: string[] = [];
  list[startText] = '{ "start": ';
  list[lengthText] = ', "length": ';
  list[depthText] = ', "depth": ';
  list[nextText] = '},\n';
  list[endText] = '}';
  for (let flags = 0; flags < depthUnit; flags++) {
    const rest = behindDepth(readTelling(flags), profile);
    list[firstRestText + 2 * flags] = rest;
    list[firstRestText + 2 * flags + 1] = `${rest}, "offset": `;
  }
  return list;
}

function behindDepth({ present, zero, data, compressed }: Telling, profile: Profile): string {
  const presentKey = profile.presentKey ? `, "present": ${present}` : '';
  const compressedKey = profile.compressedKey ? `, "compressed": ${compressed}` : '';
  return `${presentKey}, "zero": ${zero}, "data": ${data}${compressedKey}`;
}

/** Prints extents as entries of JSON output, with what stands behind each. */
export class JsonPrinter {
  readonly #extents: Extents;

  constructor(extents: Extents, profile: Profile) {
    this.#extents = extents;
    const { exports } = extents.kernel;
    const at = exports.makePrinter();
    const memory = Buffer.from(exports.memory.buffer, at, texts * textSpace);
    for (const [index, text] of textsOf(profile).entries()) {
      memory[index * textSpace] = text.length;
      memory.write(text, index * textSpace + textStart, 'latin1');
    }
  }

  /** Those that were found last; the bytes are others when more are found. */
  entries(): Buffer {
    const { exports } = this.#extents.kernel;
    const length = exports.print();
    return Buffer.from(exports.memory.buffer, exports.printedAt(), length);
  }
}

/** The one entry of an empty range. */
export function emptyEntry(at: bigint, profile: Profile): string {
  const list = textsOf(profile);
  return `${list[startText]}${at}${list[lengthText]}0${list[depthText]}0${list[firstRestText]}${list[endText]}`;
}

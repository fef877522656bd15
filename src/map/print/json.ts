import { putText } from '../basics/bytes.ts';
import {
  depthText,
  depthUnit,
  endText,
  firstFlagsText,
  lengthText,
  nextText,
  startText,
  textSpace,
  textStart,
  texts,
} from '../kernel/bits.ts';
import type { Profile } from '../profile/profile.ts';
import { type ExtentFlags, readExtentFlags } from '../status/extent-flags.ts';
import type { Extents } from '../status/extents.ts';

/** The texts that the kernel joins to entries, by their numbers in bits.ts. */
function textsOf(profile: Profile): string[] {
  const list: string[] = [];
  list[startText] = '{ "start": ';
  list[lengthText] = ', "length": ';
  list[depthText] = ', "depth": ';
  list[nextText] = `},\n${list[startText]}`;
  list[endText] = '}';
  for (let flags = 0; flags < depthUnit; flags++) {
    const text = flagsText(readExtentFlags(flags), profile);
    list[firstFlagsText + 2 * flags] = text;
    list[firstFlagsText + 2 * flags + 1] = `${text}, "offset": `;
  }
  return list;
}

/** The keys of an entry behind `depth`. */
function flagsText({ present, zero, data, compressed }: ExtentFlags, profile: Profile): string {
  const presentKey = profile.presentKey ? `, "present": ${present}` : '';
  const compressedKey = profile.compressedKey ? `, "compressed": ${compressed}` : '';
  return `${presentKey}, "zero": ${zero}, "data": ${data}${compressedKey}`;
}

const printed = new WeakMap<Profile, Uint8Array>();

/** The texts as the kernel has them in its memory. They are made once for each profile, because one program may print many maps. */
function printerTexts(profile: Profile): Uint8Array {
  const before = printed.get(profile);
  if (before !== undefined) return before;
  const memory = new Uint8Array(texts * textSpace);
  for (const [index, text] of textsOf(profile).entries()) {
    memory[index * textSpace] = text.length;
    putText(text, memory, index * textSpace + textStart);
  }
  printed.set(profile, memory);
  return memory;
}

/** Prints extents as entries of JSON output. */
export class JsonPrinter {
  readonly #extents: Extents;

  constructor(extents: Extents, profile: Profile) {
    this.#extents = extents;
    const { exports } = extents.kernel;
    const at = exports.makePrinter();
    new Uint8Array(exports.memory.buffer).set(printerTexts(profile), at);
  }

  /** The entries of the current batch, with their separators. The bytes change with the next batch. */
  entries(): Uint8Array {
    const { exports } = this.#extents.kernel;
    const length = exports.print();
    return new Uint8Array(exports.memory.buffer, exports.printedAt(), length);
  }
}

/** The entry that qemu-img prints for an empty range, at the guest byte `at`. */
export function emptyEntry(at: bigint, profile: Profile): string {
  const list = textsOf(profile);
  return `${list[startText]}${at}${list[lengthText]}0${list[depthText]}0${list[firstFlagsText]}${list[endText]}`;
}

import {
  depthText,
  depthUnit,
  endText,
  firstFlagsText,
  lengthText,
  longestText,
  nextText,
  noOffset,
  startText,
  textSpace,
  textStart,
  texts,
} from '../bits.ts';
import { putNext, putNumber, putSigned, Series } from './digits.ts';
import { complete } from './extents.ts';
import { capacity, count, stepAt } from './steps.ts';

const word: usize = 16;
/** More bytes than any entry has. */
const entrySpace: usize = 256;

/** Where the printed text begins. */
let printed: usize = 0;
let textsAt: usize = 0;
let middles: usize = 0;
let starts: Series = changetype<Series>(0);
let offsets: Series = changetype<Series>(0);

/** Makes room for the output and for the texts of its entries; returns where the host writes these texts. */
export function makePrinter(): usize {
  textsAt = heap.alloc(texts * textSpace);
  printed = heap.alloc(entrySpace * <usize>capacity);
  middles = heap.alloc(middleSpace << middleBits);
  memory.fill(middles, 0, middleSpace << middleBits);
  starts = new Series();
  offsets = new Series();
  return textsAt;
}

export function printedAt(): usize {
  return printed;
}

/** Prints the extents that were found last, each with its end or separator; returns the number of bytes. */
export function print(): i32 {
  let at = putShort(printed, startText);
  for (let index = 0; index < complete; index++) {
    const step = stepAt(index);
    at = putNext(at, step.start, starts);
    const hasOffset = step.offset !== noOffset;
    const middle = middleOf(step.length, step.flags, hasOffset);
    at = putMiddle(at, middle);
    if (hasOffset) at = step.offset < 0 ? putSigned(at, step.offset) : putNext(at, step.offset, offsets);
    at = putShort(at, nextText);
  }
  if (complete === 0) return 0;
  // The next batch begins with the text that begins an entry; after the last entry there is none.
  if (complete < count) at -= lengthOf(startText);
  else at = putShort(at - lengthOf(nextText), endText);
  return <i32>(at - printed);
}

// What stands between the start and the offset of an entry depends on its length, its depth and its flags. Most maps have few of
// these, so the texts are kept: each has a slot with its key (12 bytes), its length (4) and its bytes.

const middleBits: usize = 8;
const lengthAt: usize = 12;
const middleStart: usize = 16;
/** The texts around two numbers of 19 and 9 digits; a multiple of `word`. Hardly any is longer than `usualMiddle`. */
const longestMiddle: usize = 160;
const usualMiddle: usize = 128;
const middleSpace: usize = middleStart + longestMiddle;

/** The slot with the text of an entry from its length up to, not including, its offset. */
function middleOf(length: i64, flags: i32, hasOffset: bool): usize {
  // A length is never 0, so no empty slot has the key.
  const key = (flags << 1) | <i32>hasOffset;
  // Fibonacci hashing (Knuth, volume 3, 6.4).
  const sectors = <u32>(length >> 9);
  const hash = ((sectors + <u32>key * 0x85eb_ca6b) * 0x9e37_79b1) >> (32 - <u32>middleBits);
  const slot = middles + <usize>hash * middleSpace;
  if (load<i64>(slot) === length && load<i32>(slot, 8) === key) return slot;
  store<i64>(slot, length);
  store<i32>(slot, key, 8);
  const first = slot + middleStart;
  let at = putNumber(putShort(first, lengthText), length);
  at = putNumber(putShort(at, depthText), flags / depthUnit);
  at = putLong(at, firstFlagsText + 2 * (flags & (depthUnit - 1)) + <i32>hasOffset);
  store<usize>(slot, at - first, lengthAt);
  return slot;
}

// Texts are copied in whole words, a fixed number of them: the bytes after a text are overwritten by what follows.

/** Copies the text of a slot. */
function putMiddle(at: usize, slot: usize): usize {
  const length = load<usize>(slot, lengthAt);
  const most = length > usualMiddle ? longestMiddle : usualMiddle;
  for (let done: usize = 0; done < most; done += word) {
    v128.store(at + done, v128.load(slot + middleStart + done));
  }
  return at + length;
}

function lengthOf(index: i32): usize {
  return <usize>load<u8>(textsAt + <usize>index * textSpace);
}

/** Copies a text of up to 16 bytes. */
function putShort(at: usize, index: i32): usize {
  const text = textsAt + <usize>index * textSpace;
  v128.store(at, v128.load(text + textStart));
  return at + <usize>load<u8>(text);
}

/** Copies a text of up to `longestText` bytes. */
function putLong(at: usize, index: i32): usize {
  const text = textsAt + <usize>index * textSpace;
  for (let done: usize = 0; done < <usize>longestText; done += word) {
    v128.store(at + done, v128.load(text + textStart + done));
  }
  return at + <usize>load<u8>(text);
}

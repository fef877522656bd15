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
import { putNumber, putSigned } from './digits.ts';
import { complete } from './extents.ts';
import { capacity, count, stepAt } from './steps.ts';

const word: usize = 16;
/** More bytes than any entry has. */
const entrySpace: usize = 256;

/** Where the printed text begins. */
let printed: usize = 0;
let textsAt: usize = 0;

/** Makes room for the output and for the texts of its entries; returns where the host writes these texts. */
export function makePrinter(): usize {
  textsAt = heap.alloc(texts * textSpace);
  printed = heap.alloc(entrySpace * <usize>capacity);
  return textsAt;
}

export function printedAt(): usize {
  return printed;
}

/** Prints the extents that were found last, each with its end or separator; returns the number of bytes. */
export function print(): i32 {
  let at = printed;
  for (let index = 0; index < complete; index++) {
    const step = stepAt(index);
    const hasOffset = step.offset !== noOffset;
    const flags = step.flags & (depthUnit - 1);
    at = putNumber(putShort(at, startText), step.start);
    at = putNumber(putShort(at, lengthText), step.length);
    at = putNumber(putShort(at, depthText), step.flags / depthUnit);
    at = putLong(at, firstFlagsText + 2 * flags + <i32>hasOffset);
    if (hasOffset) at = putSigned(at, step.offset);
    at = putShort(at, index === count - 1 ? endText : nextText);
  }
  return <i32>(at - printed);
}

// Texts are copied in whole words, a fixed number of them: the bytes after a text are overwritten by what follows.

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

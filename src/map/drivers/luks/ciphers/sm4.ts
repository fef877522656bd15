import { once } from '../../../basics/once.ts';
import type { BlockCipher } from '../../../host/cryptography.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

// GB/T 32907-2016; in English: draft-ribose-cfrg-sm4-10.

const mostFirst = 'most byte first';
const rounds = 32;

/** The S-box (section 6.2.1 of the draft), two digits an entry. */
const boxDigits = `
  d690e9fecce13db716b614c228fb2c052b679a762abe04c3aa44132649860699
  9c4250f491ef987a33540b43edcfac62e4b31ca9c908e89580df94fa758f3fa6
  4707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35
  1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89e
  eabf8ad240c738b5a3f7f2cef96115a1e0ae5da49b341a55ad933230f58cb1e3
  1df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51
  8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b0
  8969974a0c96777e65b9f109c56ec68418f07dec3adc4d2079ee5f3ed7cb3948`;
const box = once(() =>
  Uint8Array.from(boxDigits.match(/[\da-f]{2}/g)!, digits => Number.parseInt(digits, 16)),
);

/** The system parameter FK (section 7.3.1 of the draft). */
const fk = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const;

/** SM4 with keys of 16 bytes. */
export function sm4(key: Uint8Array): BlockCipher {
  const keys = roundKeys(key);
  const backwards = keys.toReversed();
  return blockCipher({
    words: 4,
    order: mostFirst,
    encrypt: block => change(block, keys),
    decrypt: block => change(block, backwards),
  });
}

function roundKeys(key: Uint8Array): Int32Array {
  const words = wordsOf(key, mostFirst).map((word, at) => word ^ fk[at]!);
  return Int32Array.from({ length: rounds }, (_, round) => {
    const constant = [0, 1, 2, 3].reduce((word, at) => (word << 8) | (((4 * round + at) * 7) & 255), 0);
    const mixed = substitute(nextInput(words, round) ^ constant);
    words[round % 4]! ^= mixed ^ turnLeft(mixed, 13) ^ turnLeft(mixed, 23);
    return words[round % 4]!;
  });
}

/** All rounds. A round replaces the oldest word; at the end the words are in reverse order. */
function change(block: Int32Array, keys: Int32Array): void {
  for (let round = 0; round < rounds; round++) {
    const mixed = substitute(nextInput(block, round) ^ keys[round]!);
    block[round % 4]! ^=
      mixed ^ turnLeft(mixed, 2) ^ turnLeft(mixed, 10) ^ turnLeft(mixed, 18) ^ turnLeft(mixed, 24);
  }
  block.reverse();
}

/** The sum of the three words that follow the oldest. */
function nextInput(words: Int32Array, round: number): number {
  return words[(round + 1) % 4]! ^ words[(round + 2) % 4]! ^ words[(round + 3) % 4]!;
}

function substitute(word: number): number {
  const s = box();
  return (
    (s[word >>> 24]! << 24) | (s[(word >>> 16) & 255]! << 16) | (s[(word >>> 8) & 255]! << 8) | s[word & 255]!
  );
}

import { once } from '../../../basics/once.ts';
import type { BlockCipher } from '../../../host/cryptography.ts';
import { keyBoxes } from './cast5-key-boxes.ts';
import { roundBoxes } from './cast5-round-boxes.ts';
import { blockCipher, turnLeft, wordsOf } from './word-cipher.ts';

// RFC 2144, "The CAST-128 Encryption Algorithm".

const mostFirst = 'most byte first';
const rounds = 16;

/** CAST-128 with keys of 16 bytes, which qemu and LUKS call cast5. Its blocks have 8 bytes. */
export function cast5(key: Uint8Array): BlockCipher {
  const { round: s, key: keyed } = boxes();
  const keys = scheduleOf(wordsOf(key, mostFirst), keyed);
  const change = (block: Int32Array, order: readonly number[]): void => {
    let left = block[0]!;
    let right = block[1]!;
    for (let at = 0; at < rounds; at++) {
      const round = order[at]!;
      const next = left ^ mixed(s, round, right, keys[round]!, keys[rounds + round]! & 31);
      left = right;
      right = next;
    }
    block[0] = right;
    block[1] = left;
  };
  return blockCipher({
    words: 2,
    order: mostFirst,
    encrypt: block => change(block, ascending),
    decrypt: block => change(block, descending),
  });
}

const ascending = Array.from({ length: rounds }, (_, round) => round);
const descending = ascending.toReversed();

/** The function f of a round; there are three, which take turns (section 2.2). */
function mixed(s: FourBoxes, round: number, data: number, mask: number, turn: number): number {
  const kind = round % 3;
  const masked = kind === 0 ? mask + data : kind === 1 ? mask ^ data : mask - data;
  const word = turnLeft(masked, turn);
  const a = s[0][word >>> 24]!;
  const b = s[1][(word >>> 16) & 255]!;
  const c = s[2][(word >>> 8) & 255]!;
  const d = s[3][word & 255]!;
  if (kind === 0) return ((a ^ b) - c + d) | 0;
  if (kind === 1) return (a - b + c) ^ d;
  return (((a + b) ^ c) - d) | 0;
}

/**
 * The 32 words of the key schedule (section 2.4): masks, then turns. Each line of the specification is the sum of the entries of
 * S5, S6, S7, S8 and of one of them again; here it is the places of the five bytes, and which box the fifth has.
 */
function scheduleOf(key: Int32Array, four: FourBoxes): Int32Array {
  const [s5, s6, s7, s8] = four;
  const sum = (from: Int32Array, other: Int32Array, line: string): number => {
    const [a, b, c, d, e] = Array.from(line.slice(0, 5), digit => Number.parseInt(digit, 16));
    const at = (words: Int32Array, place: number): number =>
      (words[place >> 2]! >>> (24 - 8 * (place & 3))) & 255;
    const fifth = four[Number(line[5]) - 5]!;
    return (
      s5[at(from, a!)]! ^ s6[at(from, b!)]! ^ s7[at(from, c!)]! ^ s8[at(from, d!)]! ^ fifth[at(other, e!)]!
    );
  };
  const [x, z] = [Int32Array.from(key), new Int32Array(4)];
  const keys: number[] = [];
  const take = (words: Int32Array, lines: readonly string[]): void => {
    for (const line of lines) keys.push(sum(words, words, line));
  };
  const fillZ = (): void => {
    z[0] = x[0]! ^ sum(x, x, 'dfce87');
    z[1] = x[2]! ^ sum(z, x, '0213a8');
    z[2] = x[3]! ^ sum(z, x, '765495');
    z[3] = x[1]! ^ sum(z, x, 'a9b8b6');
  };
  const fillX = (): void => {
    x[0] = z[2]! ^ sum(z, z, '574607');
    x[1] = z[0]! ^ sum(x, z, '021328');
    x[2] = z[1]! ^ sum(x, z, '765415');
    x[3] = z[3]! ^ sum(x, z, 'a9b836');
  };
  for (let half = 0; half < 2; half++) {
    fillZ();
    take(z, ['897625', 'ab5466', 'cd3297', 'ef10c8']);
    fillX();
    take(x, ['32cd85', '10efd6', '768937', '54ab78']);
    fillZ();
    take(z, ['32cd95', '10efc6', '768927', '54ab68']);
    fillX();
    take(x, ['897635', 'ab5476', 'cd3287', 'ef10d8']);
  }
  return Int32Array.from(keys);
}

type FourBoxes = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** All S-boxes. */
const boxes = once(() => ({ round: parseBoxes(roundBoxes), key: parseBoxes(keyBoxes) }));

function parseBoxes([one, two, three, four]: typeof roundBoxes): FourBoxes {
  return [parseBox(one), parseBox(two), parseBox(three), parseBox(four)];
}

/** A box of 256 words, each eight digits. Blanks between them would be a kilobyte of a compressed page. */
function parseBox(text: string): Int32Array {
  return Int32Array.from(text.match(/[0-9a-f]{8}/g)!, word => Number.parseInt(word, 16));
}

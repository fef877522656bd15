import { once } from '../../../basics/once.ts';

/** The tables t0 to t3 of q0 and of q1, one hexadecimal digit an entry ("Twofish: A 128-Bit Block Cipher", section 4.3.5). */
const digits = [
  ['817d6f320b59eca4', 'ecb81235f4a6709d', 'ba5e6d90c8f32471', 'd7f4126e9b3085ca'],
  ['28bdf76e31940ac5', '1e2b4c376da5f908', '4c75169a0ed82b3f', 'b951c3de647f208a'],
] as const;

/** The permutations q0 and q1 of bytes. */
export const permutations: () => readonly Uint8Array[] = once(() =>
  digits.map(([t0, t1, t2, t3]) =>
    Uint8Array.from({ length: 256 }, (_, byte) => {
      const [a, b] = pass(byte >> 4, byte & 15);
      const [c, d] = pass(entry(t0, a), entry(t1, b));
      return (entry(t3, d) << 4) | entry(t2, c);
    }),
  ),
);

function entry(table: string, at: number): number {
  return Number.parseInt(table[at]!, 16);
}

/** One step of both: the sum of two digits, and that of the first with the second turned right by one and eight times the first. */
function pass(one: number, two: number): [number, number] {
  const turned = ((two >> 1) | (two << 3)) & 15;
  return [one ^ two, one ^ turned ^ ((8 * one) & 15)];
}

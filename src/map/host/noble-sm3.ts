import { Chi, HashMD, Maj } from '@noble/hashes/_md.js';
import { type CHash, createHasher, rotl } from '@noble/hashes/utils.js';

/** The initial value (GB/T 32905-2016, section 4.1). */
const initial = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];
const rounds = 64;
/** In the first rounds the constant is another one, and the boolean functions are sums. */
const firstRounds = 16;

const words = new Int32Array(rounds + 4);

/** The hash SM3 (GB/T 32905-2016), which noble lacks, on its construction of hashes. */
class Sm3 extends HashMD<Sm3> {
  #state = Int32Array.from(initial);

  constructor() {
    super(64, 32, 8, false);
  }

  protected get(): number[] {
    return [...this.#state];
  }

  protected set(...state: number[]): void {
    this.#state.set(state);
  }

  protected process(block: DataView, offset: number): void {
    expand(block, offset);
    let [a, b, c, d, e, f, g, h] = this.get() as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let round = 0; round < rounds; round++) {
      const isFirst = round < firstRounds;
      const turned = rotl(a, 12);
      const mixed = rotl(turned + e + rotl(isFirst ? 0x79cc4519 : 0x7a879d8a, round % 32), 7);
      const one =
        (isFirst ? a ^ b ^ c : Maj(a, b, c)) + d + (mixed ^ turned) + (words[round]! ^ words[round + 4]!);
      const two = (isFirst ? e ^ f ^ g : Chi(e, f, g)) + h + mixed + words[round]!;
      [d, c, b, a] = [c, rotl(b, 9), a, one | 0];
      [h, g, f, e] = [g, rotl(f, 19), e, two ^ rotl(two, 9) ^ rotl(two, 17)];
    }
    const changed = [a, b, c, d, e, f, g, h];
    for (let at = 0; at < changed.length; at++) this.#state[at]! ^= changed[at]!;
  }

  protected roundClean(): void {
    words.fill(0);
  }

  destroy(): void {
    this.destroyed = true;
    this.#state.fill(0);
  }

  _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(...this.get());
    return this._cloneIntoMeta(to);
  }
}

/** The words of a block, and those that are made from them (section 5.3.2). */
function expand(block: DataView, offset: number): void {
  for (let at = 0; at < 16; at++) words[at] = block.getInt32(offset + at * 4);
  for (let at = 16; at < words.length; at++) {
    const mixed = words[at - 16]! ^ words[at - 9]! ^ rotl(words[at - 3]!, 15);
    words[at] = mixed ^ rotl(mixed, 15) ^ rotl(mixed, 23) ^ rotl(words[at - 13]!, 7) ^ words[at - 6]!;
  }
}

/** The hash SM3. */
export const sm3: CHash = createHasher(() => new Sm3());

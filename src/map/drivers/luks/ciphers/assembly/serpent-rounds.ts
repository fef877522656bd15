/**
 * Rounds `first` to `last` of Serpent, in place: each adds its key, replaces the words by an S-box, and transforms them, but for the last
 * one ("Serpent: A Proposal for the Advanced Encryption Standard", sections 3 and 4). The S-boxes S0 to S7 (appendix A.5) take one bit of
 * each of the four words, for all 32 bits at once. Each is a circuit of 12 to 15 gates, found by a search: it takes a quarter of the time
 * of a sum of products. As variables of one function, the words take half the time that they take in an array.
 *
 * @param block four words, the one with the least significant bits first
 * @param keys four words a round
 */
export function serpentRounds(block: usize, keys: usize, first: i32, last: i32): void {
  let a = load<u32>(block);
  let b = load<u32>(block, 4);
  let c = load<u32>(block, 8);
  let d = load<u32>(block, 12);
  for (let round = first; round <= last; round++) {
    const key = keys + ((<usize>round) << 4);
    a ^= load<u32>(key);
    b ^= load<u32>(key, 4);
    c ^= load<u32>(key, 8);
    d ^= load<u32>(key, 12);
    switch (round % 8) {
      case 0: {
        const e = (d | a) ^ b;
        const f = e ^ c;
        const g = d ^ a;
        const h = g ^ c;
        const i = (~g & e) ^ f ^ a;
        const j = ~((i & f) ^ h);
        a = j ^ i;
        b = j;
        c = (~i & h) ^ e;
        d = f;
        break;
      }
      case 1: {
        const e = (b & ~a) ^ c;
        const f = b ^ a;
        const g = ~(e ^ d);
        const h = (~g & f) ^ a;
        const i = ~((h & ~e) ^ (f ^ d));
        const j = i ^ h ^ (~f & c);
        a = ~((~j & i) ^ e);
        b = j;
        c = g;
        d = i;
        break;
      }
      case 2: {
        const e = (c & a) ^ d;
        const f = c ^ b;
        const g = f ^ a;
        const h = (f & ~e) ^ b;
        const i = (~h & g) ^ e;
        const j = ~((e & b) ^ g);
        a = f ^ e;
        b = (~j & i) ^ h;
        c = i;
        d = j;
        break;
      }
      case 3: {
        const e = ((~d & c) | a) ^ b;
        const f = (~(d & a) & e) ^ c;
        const g = (e | (~c & b)) ^ d;
        const h = (g | e) ^ a;
        a = (h & (g ^ f)) ^ e;
        b = f;
        c = h ^ f;
        d = g;
        break;
      }
      case 4: {
        const e = d ^ a;
        const f = d ^ b;
        const g = (f & ~e) ^ c;
        const h = ~(g ^ d);
        const i = h & ~b;
        const j = ~(i ^ e);
        const k = (~h & a) ^ f;
        a = h;
        b = (k | j) ^ g;
        c = ~((i & ~e) ^ k);
        d = j;
        break;
      }
      case 5: {
        const e = d ^ b;
        const f = b ^ a;
        const g = (f | e) ^ c;
        const h = ~(g ^ a);
        const i = h & ~d;
        const j = (h & e) ^ d;
        const k = i ^ f;
        a = h;
        b = k;
        c = ~(j ^ (~i & f));
        d = ~((k & j) ^ g);
        break;
      }
      case 6: {
        const e = d ^ a;
        const f = (d & a) ^ c;
        const g = ~(f ^ b);
        const i = (g | e) ^ d;
        const j = ~((~i & f) ^ (e ^ b));
        const k = i ^ f;
        a = j;
        b = g;
        c = ~(k ^ j);
        d = ~((k | j) ^ f);
        break;
      }
      case 7: {
        const e = (c & ~b) ^ d;
        const f = ~e & a;
        const g = c ^ a;
        const h = f ^ (c ^ b);
        const i = (~g & e) ^ c;
        const j = i | h;
        const k = (h ^ e) | f;
        a = ~(k ^ j);
        b = k ^ g;
        c = j ^ e ^ i;
        d = h;
        break;
      }
    }
    if (round < last) {
      a = rotl<u32>(a, 13);
      c = rotl<u32>(c, 3);
      b = rotl<u32>(b ^ a ^ c, 1);
      d = rotl<u32>(d ^ c ^ (a << 3), 7);
      a = rotl<u32>(a ^ b ^ d, 5);
      c = rotl<u32>(c ^ d ^ (b << 7), 22);
    }
  }
  store<u32>(block, a);
  store<u32>(block, b, 4);
  store<u32>(block, c, 8);
  store<u32>(block, d, 12);
}

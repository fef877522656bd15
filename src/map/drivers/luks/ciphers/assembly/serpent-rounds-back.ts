/**
 * Undoes `serpentRounds` with the same arguments. The circuits of the inverse S-boxes were found by the same search.
 */
export function serpentRoundsBack(block: usize, keys: usize, first: i32, last: i32): void {
  let a = load<u32>(block);
  let b = load<u32>(block, 4);
  let c = load<u32>(block, 8);
  let d = load<u32>(block, 12);
  for (let round = last; round >= first; round--) {
    if (round < last) {
      c = rotl<u32>(c, 10) ^ d ^ (b << 7);
      a = rotl<u32>(a, 27) ^ b ^ d;
      d = rotl<u32>(d, 25) ^ c ^ (a << 3);
      b = rotl<u32>(b, 31) ^ a ^ c;
      c = rotl<u32>(c, 29);
      a = rotl<u32>(a, 19);
    }
    switch (round % 8) {
      case 0: {
        const e = (b | a) ^ c;
        const f = ~(e ^ d);
        const g = (c & a) ^ b;
        const h = (g | (f & ~d)) ^ (d ^ a);
        const i = ~((h | f | d) ^ f ^ g);
        a = h;
        b = ~((i | h) ^ e);
        c = f;
        d = i;
        break;
      }
      case 1: {
        const e = d ^ b;
        const f = (d & ~b) ^ a;
        const g = f ^ c;
        const h = (~g & e) | f;
        const i = g & ~b;
        const j = i ^ (h ^ d);
        const k = ~((h & e) ^ c ^ i);
        a = k;
        b = j;
        c = ~((~k & j) ^ f);
        d = g;
        break;
      }
      case 2: {
        const e = c ^ b;
        const f = e ^ d;
        const g = d ^ a;
        const h = (~e & a) ^ c;
        const i = ~h & g;
        const j = i ^ f;
        const k = j ^ a;
        const l = (f | b) ^ g;
        a = l;
        b = j;
        c = ~((~k & g) ^ h);
        d = ~((l & ~k) ^ i);
        break;
      }
      case 3: {
        const e = c ^ b;
        const f = (~c & b) ^ a;
        const g = f | d;
        const h = e ^ d;
        const i = g ^ e;
        const j = ~(h ^ f) & g;
        const k = j ^ (c & ~a);
        const l = (k & i) ^ f;
        a = i;
        c = j ^ b;
        b = (~l & h) ^ k;
        d = l;
        break;
      }
      case 4: {
        const e = (~b & a) ^ c;
        const f = (e & ~d) ^ b;
        const g = ((~c & a) | d) ^ e;
        const h = f ^ a;
        const i = (~g & a) ^ d;
        a = ~(i ^ h);
        b = g;
        c = ~(((h ^ g) & i) ^ f);
        d = h;
        break;
      }
      case 5: {
        const e = (d & a) ^ c;
        const f = ~(e ^ (~(~c & a) & b));
        const g = (e & b) ^ d;
        const h = g ^ a;
        const i = (~f & a) ^ b;
        a = h;
        b = i ^ h;
        c = ~(((h ^ f) | i) ^ g);
        d = f;
        break;
      }
      case 6: {
        const e = c ^ a;
        const f = (c & ~a) ^ d;
        const g = ~(f ^ b);
        const h = g ^ e;
        const i = c ^ b ^ (~f & e);
        const j = (i & ~b) ^ h;
        a = j ^ i;
        b = g;
        c = (~i & h) ^ f;
        d = j;
        break;
      }
      case 7: {
        const e = (~(b & a) & d) ^ c;
        const f = d | b;
        const g = ~((f & ~e) ^ a);
        const h = (e & ~(c & ~a)) ^ b;
        const i = (g & ~e) ^ d;
        a = g;
        b = i ^ h;
        c = h;
        d = (i & ~(h ^ g)) ^ e;
        break;
      }
    }
    const key = keys + ((<usize>round) << 4);
    a ^= load<u32>(key);
    b ^= load<u32>(key, 4);
    c ^= load<u32>(key, 8);
    d ^= load<u32>(key, 12);
  }
  store<u32>(block, a);
  store<u32>(block, b, 4);
  store<u32>(block, c, 8);
  store<u32>(block, d, 12);
}

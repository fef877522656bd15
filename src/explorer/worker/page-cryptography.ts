import { Unsupported } from '../../map/basics/error.ts';
import type { Cryptography } from '../../map/host/cryptography.ts';
import { nobleCryptography } from '../../map/host/noble-cryptography.ts';

/** How many keys are kept. A chain has some key slots a layer. */
const capacity = 64;

const kept = new Map<string, Uint8Array>();

/** Iterations that take a minute or two. A header can ask for four billion. */
const mostIterations = 2 ** 24;

/**
 * The cryptography of the page. It keeps the keys that it derived last: a chain is opened again for each version, and after each
 * key that is typed, and to derive a key from a password takes long on purpose.
 */
export const pageCryptography: Cryptography = {
  ...nobleCryptography,
  pbkdf2(hash, password, salt, iterations, length) {
    if (iterations > mostIterations) throw new Unsupported(`a key of ${iterations} iterations in a browser`);
    const name = [hash, password, salt, iterations, length].join(' ');
    const key = kept.get(name) ?? nobleCryptography.pbkdf2(hash, password, salt, iterations, length);
    // The key that was used last stands last in the map, and the first one goes.
    kept.delete(name);
    kept.set(name, key);
    if (kept.size > capacity) kept.delete(kept.keys().next().value!);
    return Uint8Array.from(key);
  },
};

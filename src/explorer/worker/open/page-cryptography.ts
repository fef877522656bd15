import { Unsupported } from '../../../map/basics/error.ts';
import type { Cryptography } from '../../../map/host/cryptography.ts';
import { nobleCryptography } from '../../../map/host/noble-cryptography.ts';

/** Iterations that take a minute or two. A header can ask for four billion. */
const mostIterations = 2 ** 24;

/** The cryptography of the page, which derives no key that would take hours. */
export const pageCryptography: Cryptography = {
  ...nobleCryptography,
  pbkdf2(hash, password, salt, iterations, length) {
    if (iterations > mostIterations) throw new Unsupported(`a key of ${iterations} iterations in a browser`);
    return nobleCryptography.pbkdf2(hash, password, salt, iterations, length);
  },
};

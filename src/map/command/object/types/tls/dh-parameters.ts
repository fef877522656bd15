import type { Surroundings } from '../../made-type.ts';
import { type CredentialFile, textOfFile } from './credential-files.ts';
import { readSequence, tags } from './der.ts';
import { GnutlsError, gnutlsWords, orRefusal } from './gnutls-error.ts';
import { pemBlocks } from './pem.ts';

/**
 * Reads the parameters of a server for Diffie and Hellman (PKCS #3), which may be missing.
 *
 * @throws Refusal
 * @throws Unsupported
 */
export function readParameters(file: CredentialFile | undefined, { notice, profile }: Surroundings): void {
  if (file === undefined) return;
  const text = textOfFile(file, '');
  if (profile.dhParametersDeprecated) {
    notice(
      `qemu-img: warning: Use of an external DH parameters file '${file.name}' is deprecated and will be removed in a future release\n`,
    );
  }
  orRefusal(
    reason => `Unable to load DH parameters from ${file.name}: ${reason}`,
    () => {
      const [der] = pemBlocks(text, 'DH PARAMETERS', gnutlsWords.badBase64);
      if (der === undefined) throw new GnutlsError(gnutlsWords.noHeader);
      const numbers = readSequence(der);
      const areIntegers = numbers.every(({ tag }) => tag === tags.integer);
      if (numbers.length < 2 || numbers.length > 3 || !areIntegers) throw new GnutlsError(gnutlsWords.badTag);
    },
  );
}

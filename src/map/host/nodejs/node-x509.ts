import type { KeyObject, X509Certificate } from 'node:crypto';
import type { X509 } from '../x509.ts';

const curves: readonly (string | undefined)[] = ['prime256v1', 'secp384r1', 'secp521r1'];

/**
 * X.509 by Node.
 *
 * @param crypto loads node:crypto when it is first needed
 */
export function nodeX509(crypto: () => typeof import('node:crypto')): X509 {
  const read = (der: Uint8Array): X509Certificate => new (crypto().X509Certificate)(der);
  /** The key of a certificate. Undefined: it is of another kind. */
  const keyOf = (certificate: X509Certificate): KeyObject | undefined => {
    try {
      return isKnown(certificate.publicKey) ? certificate.publicKey : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    isReadable(certificate) {
      try {
        return read(certificate).raw.equals(certificate);
      } catch {
        return false;
      }
    },
    isSigned(certificate, issuer) {
      const key = keyOf(read(issuer));
      return key && read(certificate).verify(key);
    },
    readKey(pem, password) {
      let key: KeyObject;
      try {
        const passphrase = password === undefined ? {} : { passphrase: Buffer.from(password) };
        key = crypto().createPrivateKey({ key: Buffer.from(pem, 'latin1'), ...passphrase });
      } catch {
        return /^(?:-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED)/m.test(pem) ? 'locked' : 'unreadable';
      }
      if (!isKnown(key)) return 'unreadable';
      return {
        fits(certificate) {
          const owner = read(certificate);
          const own = keyOf(owner);
          if (own === undefined) return undefined;
          const areOfEdwards = [key, own].every(each => each.asymmetricKeyType === 'ed25519');
          return areOfEdwards || owner.checkPrivateKey(key);
        },
      };
    },
  };
}

function isKnown({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  switch (asymmetricKeyType) {
    case 'rsa':
      return (asymmetricKeyDetails?.modulusLength ?? 0) >= 1024;
    case 'ec':
      return curves.includes(asymmetricKeyDetails?.namedCurve);
    default:
      return asymmetricKeyType === 'ed25519';
  }
}

import type { ByteString } from '../basics/byte-string.ts';

/** A private key. */
export interface PrivateKey {
  /**
   * Whether it belongs to a certificate, as GnuTLS finds: any two keys of Ed25519 fit. Undefined: that of the certificate is of a
   * kind that isn't known here.
   */
  fits(certificate: Uint8Array): boolean | undefined;
}

/**
 * What of certificates takes cryptography by public keys. Certificates are in DER (RFC 5280), and readable. The kinds of keys that are known here are
 * RSA of 1,024 bits or more, P-256, P-384, P-521 and Ed25519.
 */
export interface X509 {
  /** Whether a certificate can be read at all. */
  isReadable(certificate: Uint8Array): boolean;
  /** Whether a certificate is signed by the key of another. Undefined: the key is of a kind that isn't known here. */
  isSigned(certificate: Uint8Array, issuer: Uint8Array): boolean | undefined;
  /**
   * Reads a private key.
   *
   * @param key in PEM
   * @returns `locked` if it is encrypted, and the password isn't its own or missing
   */
  readKey(key: ByteString, password: Uint8Array | undefined): PrivateKey | 'locked' | 'unreadable';
}

/** Encryption of the clusters of a layer, or of all its data: LUKS, or the older AES-CBC. The password opens it. */
export interface Encryption {
  readonly method: 'luks' | 'aes';
  readonly password: string;
}

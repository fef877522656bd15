import type { Encryption, Layer } from '../recipe/recipe.ts';

/** The passwords that a query gives objects for, by the ids of these. */
export type Passwords = ReadonlyMap<string, string>;

/** What the options of a query say of a layer's encryption. */
export interface Unlocking {
  /** The id of the object with the password. */
  readonly secret?: string;
  readonly format?: string;
}

/**
 * The object that a word of a query describes, where it is a plain secret.
 *
 * @param text as after `--object`
 */
export function plainSecret(text: string): { readonly id: string; readonly password: string } | undefined {
  const [, id, password] = /^secret,id=([a-z][a-z0-9]*),data=([^,]*)$/.exec(text) ?? [];
  return id === undefined || password === undefined ? undefined : { id, password };
}

/** Why a layer doesn't open with this, if it doesn't. What isn't encrypted needs no password, and takes one. */
export function lockedBy(layer: Layer, unlocking: Unlocking, passwords: Passwords): string | undefined {
  if (layer.format === 'raw') {
    return Object.keys(unlocking).length === 0 ? undefined : 'a raw layer has no encryption';
  }
  const { secret, format } = unlocking;
  if (format !== undefined && format !== layer.encryption?.method) return `its encryption is not ${format}`;
  if (layer.encryption === undefined) return undefined;
  const password = secret === undefined ? undefined : passwords.get(secret);
  if (password === undefined) return 'it is encrypted, and no password is given';
  return fits(layer.encryption, password) ? undefined : 'the password is another';
}

/** Old AES keeps no word of its password: any opens it. */
function fits({ method, password }: Encryption, given: string): boolean {
  return method === 'aes' || password === given;
}

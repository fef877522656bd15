import type { Encryption, Qcow2Layer } from '../recipe/recipe.ts';

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

/** Whether a layer doesn't open with this. What isn't encrypted needs no password, and takes one. */
export function isLocked(
  { encryption }: Qcow2Layer,
  { secret, format }: Unlocking,
  passwords: Passwords,
): boolean {
  if (format !== undefined && format !== encryption?.method) return true;
  if (encryption === undefined) return false;
  const password = secret === undefined ? undefined : passwords.get(secret);
  return password === undefined || !fits(encryption, password);
}

/** Old AES keeps no word of its password: any opens it. */
function fits({ method, password }: Encryption, given: string): boolean {
  return method === 'aes' || password === given;
}

import type { Encryption, Layer } from '../../recipe/recipe.ts';

/** The passwords in the objects of a query, by the ids of the objects. */
export type Passwords = ReadonlyMap<string, string>;

/** The encryption options that a query gives for a layer. */
export interface Unlocking {
  /** The id of the object with the password. */
  readonly secret?: string;
  readonly format?: string;
}

/**
 * The secret in the value of `--object`, or undefined if it isn't a plain secret.
 *
 * @param text the value of `--object`
 */
export function plainSecret(text: string): { readonly id: string; readonly password: string } | undefined {
  const [, id, password] = /^secret,id=([a-z][a-z0-9]*),data=([^,]*)$/.exec(text) ?? [];
  return id === undefined || password === undefined ? undefined : { id, password };
}

/** Whether a layer doesn't open with these options. A layer without encryption needs no password, but accepts one. */
export function isLocked(
  { encryption }: Layer,
  { secret, format }: Unlocking,
  passwords: Passwords,
): boolean {
  if (format !== undefined && format !== encryption?.method) return true;
  if (encryption === undefined) return false;
  const password = secret === undefined ? undefined : passwords.get(secret);
  return password === undefined || !fits(encryption, password);
}

/** AES stores nothing of its password: any password opens it. */
function fits({ method, password }: Encryption, given: string): boolean {
  return method === 'aes' || password === given;
}

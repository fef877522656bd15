import { inflateRawSync } from 'node:zlib';
import type { Layer } from '../../recipe/recipe.ts';
import { WriteError } from '../write-error.ts';
import { recordedHeaderBytes, recordedLuks } from './recorded-luks.ts';

/** The part of the file that LUKS takes. */
export interface LuksArea {
  /** Its first bytes. The rest is zeros. */
  readonly header: Buffer;
  /** Bytes. */
  readonly length: number;
}

/** The passwords that LUKS layers can have. */
export const luksPasswords: readonly string[] = [...recordedLuks.keys()];

/**
 * The LUKS area of a layer, as recorded for its password; undefined if the layer has no LUKS encryption.
 *
 * @throws WriteError `password-unknown` if no header was recorded for the password.
 */
export function luksAreaOf({ name, encryption }: Layer): LuksArea | undefined {
  if (encryption?.method !== 'luks') return undefined;
  const { password } = encryption;
  const recorded = recordedLuks.get(password);
  if (recorded === undefined) {
    const known = luksPasswords.join(', ');
    throw new WriteError(
      'password-unknown',
      `${name}: no LUKS header was recorded for the password ${password}, only for ${known}`,
    );
  }
  const deflated = Buffer.from(recorded.header, 'base64');
  return {
    header: inflateRawSync(deflated, { maxOutputLength: recordedHeaderBytes }),
    length: recorded.length,
  };
}

import type { ByteString } from '../../../../basics/byte-string.ts';
import { Refusal } from '../../../../basics/error.ts';
import type { Profile } from '../../../../profile/profile.ts';

/** The fewest bytes of a key (GnuTLS 3.7 and later). */
const fewest = 4;

/**
 * Checks that a user has a key in a file of lines `USER:KEY`, whose keys are hexadecimal.
 *
 * @param content of the file
 * @throws Refusal
 */
export function checkKey(
  content: ByteString,
  {
    user,
    file,
    profile,
  }: { readonly user: ByteString; readonly file: ByteString; readonly profile: Profile },
): void {
  const line = content
    .split('\0')[0]!
    .split('\n')
    .find(each => each.startsWith(`${user}:`));
  if (line === undefined) throw new Refusal(`Username ${user} not found in PSK file ${file}`);
  if (!profile.pskKeysChecked) return;
  const key = line.slice(user.length + 1);
  const mistake = mistakeOf(key);
  if (mistake !== undefined) throw new Refusal(`Cannot set PSK client credentials: ${mistake}`);
}

function mistakeOf(key: ByteString): string | undefined {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(key)) return 'Error in parsing.';
  return key.length < 2 * fewest ? 'The request is invalid.' : undefined;
}

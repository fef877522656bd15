import type { Layer } from '../recipe.ts';
import { textMistake } from './text-mistake.ts';
import type { Complaint } from './validity.ts';

/** What is wrong with the password of a layer. */
export function passwordMistake({ encryption }: Layer): Complaint {
  if (encryption === undefined) return undefined;
  const mistake = encryption.password === '' ? 'is empty' : textMistake(encryption.password);
  return mistake === undefined ? undefined : { part: 'encryption', message: `the password ${mistake}` };
}

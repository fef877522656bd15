import type { ByteString } from '../../byte-string.ts';
import type { Profile } from '../../profile/profile.ts';
import type { JsonNumber } from '../options.ts';

export type JsonValue = ByteString | boolean | null | JsonNumber | JsonValue[] | Map<ByteString, JsonValue>;

export function parseJson(text: ByteString, profile: Profile): JsonValue {
  throw new Error(text + profile);
}

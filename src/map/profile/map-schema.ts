import { requireArgument } from '../basics/require-argument.ts';
import { type EntryField, entryFields, entryKeys } from './entry-fields.ts';
import { isProfile, type Profile, profileKind } from './profile.ts';

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The schema of what `qemu-img map --output=json` prints in a profile. The description of each key is its meaning.
 *
 * @throws MapError `bad-argument` if it is no profile
 */
export function mapSchema(profile: Profile): JsonSchema {
  requireArgument(isProfile(profile), `the argument must be ${profileKind}`);
  const keys = entryKeys(profile);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `qemu-img map --output=json, ${profile.version}`,
    type: 'array',
    minItems: 1,
    items: {
      type: 'object',
      properties: Object.fromEntries(keys.map(key => [key, property(entryFields[key])])),
      required: keys.filter(key => entryFields[key].optional === undefined),
      additionalProperties: false,
    },
  };
}

function property({ type, meaning }: EntryField): JsonSchema {
  return type === 'integer' ? { type, minimum: 0, description: meaning } : { type, description: meaning };
}

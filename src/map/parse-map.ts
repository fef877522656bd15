import { MapError } from './basics/error.ts';
import { parseExactJson } from './basics/parse-exact-json.ts';
import { requireArgument } from './basics/require-argument.ts';
import { type AnyMapEntry, type EntryField, type EntryKey, entryFields } from './profile/entry-fields.ts';

/**
 * Reads what `qemu-img map --output=json` of any version prints. Keys that no known version prints are left out.
 *
 * @param json the whole output. After an error qemu-img prints no closing bracket: such output is refused
 * @throws MapError `bad-argument` if it is no list of entries, with the index of the first entry that is wrong
 */
export function parseMap(json: string | Uint8Array): AnyMapEntry[] {
  requireArgument(
    typeof json === 'string' || json instanceof Uint8Array,
    'the map must be a string or bytes',
  );
  const entries = parsed(
    typeof json === 'string' ? json : new TextDecoder('utf-8', { ignoreBOM: true }).decode(json),
  );
  if (!Array.isArray(entries)) throw bad('the map must be a list of entries');
  return entries.map(entryOf);
}

function parsed(json: string): unknown {
  try {
    return parseExactJson(json);
  } catch (cause) {
    throw bad(`the map is not valid JSON: ${(cause as Error).message}`, cause);
  }
}

function entryOf(value: unknown, index: number): AnyMapEntry {
  if (typeof value !== 'object' || value === null) throw bad(`entry ${index} is not an object`);
  const entry: Partial<Record<EntryKey, unknown>> = {};
  for (const [name, field] of Object.entries(entryFields)) {
    const key = name as EntryKey;
    const printed = (value as Partial<Record<EntryKey, unknown>>)[key];
    if (printed !== undefined) entry[key] = fieldOf(printed, key, field, index);
    else if (field.optional !== true && field.behaviour === undefined)
      throw bad(`entry ${index} has no ${key}`);
  }
  return entry as unknown as AnyMapEntry;
}

/** The value of one key, with the type that `MapEntry` has for it. */
function fieldOf(printed: unknown, key: EntryKey, { type }: EntryField, index: number): unknown {
  const isRight =
    type === 'boolean' ? typeof printed === 'boolean' : typeof printed === 'bigint' && printed >= 0n;
  if (!isRight)
    throw bad(`${key} of entry ${index} is not ${type === 'boolean' ? 'true or false' : 'a whole number'}`);
  return key === 'depth' ? Number(printed) : printed;
}

function bad(message: string, cause?: unknown): MapError {
  return new MapError('bad-argument', message, { cause });
}

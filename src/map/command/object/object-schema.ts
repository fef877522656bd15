import { type Member, type Members, required, text } from '../../options/schema/schema.ts';
import type { Profile } from '../../profile/profile.ts';
import { foreignTypes, type SchemaProperties, sevGuestAlone } from './foreign-types.ts';
import { madeTypes } from './made-types.ts';

const madeSchemas = Object.entries(madeTypes).flatMap(([type, { schema }]) =>
  schema === undefined ? [] : [[type, schema] as const],
);

/** The schema of `--object` (ObjectOptions of qom.json, 6.0 to 11.1), as far as a version has it. */
export function objectSchema({ objectsLacking }: Profile): Members {
  const all = new Map<string, SchemaProperties>([...Object.entries(foreignTypes), ...madeSchemas]);
  if (objectsLacking.includes('sev-snp-guest')) all.set('sev-guest', sevGuestAlone);
  const known = [...all].filter(([type]) => !objectsLacking.includes(type));
  const has =
    (type: string) =>
    ([name]: readonly [string, Member]) =>
      !objectsLacking.includes(`${type}.${name}`);
  return {
    kind: 'members',
    members: { 'qom-type': required(text), id: required(text) },
    variants: {
      by: 'qom-type',
      members: Object.fromEntries(
        known.map(([type, properties]) => [
          type,
          Object.fromEntries(Object.entries(properties).filter(has(type))),
        ]),
      ),
    },
  };
}

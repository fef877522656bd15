import type { JsonSchema } from '../../../map/index.ts';
import { object } from '../../runs/result/schema-parts.ts';

/** The JSON document that a command prints with --json. */
export type Document = { readonly format: string } & Readonly<Record<string, unknown>>;

/** The value of `format` in the document of a command: it changes when the meaning of the other keys does. */
export function formatOf(command: string): string {
  return `map-parity ${command} 1`;
}

/** The JSON Schema (draft 2020-12) of the document of a command, with these keys; those of `optional` may be absent. */
export function documentSchema(
  command: string,
  description: string,
  keys: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: formatOf(command),
    ...object(description, { format: { const: formatOf(command) }, ...keys }, optional),
  };
}

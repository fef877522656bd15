import type { JsonSchema } from '../../../map/index.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

/** A string. */
export const text = (description: string): JsonSchema => ({ type: 'string', description });
/** An integer from 0. */
export const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
/** A boolean. */
export const flag = (description: string): JsonSchema => ({ type: 'boolean', description });
/** An array. */
export const list = (items: JsonSchema, description: string): JsonSchema => ({
  type: 'array',
  items,
  description,
});
/** One of some strings. */
export const oneOf = (words: readonly string[], description: string): JsonSchema => ({
  enum: words,
  description,
});
/** An object whose values are counts. */
export const counts = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 1 },
  description,
});
/** An exact number of bytes. */
export const bytes = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[0-9]+$',
  description: `${description} In bytes, as decimal digits: up to 2^63, which is more than a double holds.`,
});
/** An object with these properties and no others; those of `optional` may be absent. */
export const object = (
  description: string,
  properties: Properties,
  optional: Properties = {},
): JsonSchema => ({
  type: 'object',
  description,
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

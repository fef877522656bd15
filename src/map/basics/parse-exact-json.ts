/** A number that JSON.parse may change: one with a fraction or an exponent, or one that may be above 2^53. */
const inexact = /\d[.eE]|\d{16}/;

/**
 * Parses JSON. Whole numbers become bigint from their source text, so that sizes above 2^53 stay exact.
 *
 * @throws SyntaxError as JSON.parse does
 */
export function parseExactJson(text: string): unknown {
  return inexact.test(text) ? parseBySource(text) : withBigints(JSON.parse(text));
}

/** The same for any text. It takes more than twice as long: JSON.parse calls a function for each value. */
function parseBySource(text: string): unknown {
  const revive = (_key: string, value: unknown, context: { source: string }): unknown =>
    typeof value === 'number' && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
  return (JSON.parse as (text: string, revive: unknown) => unknown)(text, revive);
}

/** The value with all its numbers, which are whole and exact, as bigint. Objects are changed in place. */
function withBigints(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value !== 'object' || value === null) return value;
  const parent = value as Record<string, unknown>;
  // With for…in, code of V8 that expects an object to stay as it is would be thrown away at each number.
  for (const key of Object.keys(parent)) {
    const child = parent[key];
    if (typeof child === 'number' || typeof child === 'object') parent[key] = withBigints(child);
  }
  return parent;
}

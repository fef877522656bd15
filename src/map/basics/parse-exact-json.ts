/**
 * Parses JSON. Whole numbers become bigint from their source text, so that sizes above 2^53 stay exact.
 *
 * @throws SyntaxError as JSON.parse does
 */
export function parseExactJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context: { source: string }): unknown =>
    typeof value === 'number' && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
  return (JSON.parse as (text: string, revive: unknown) => unknown)(text, revive);
}

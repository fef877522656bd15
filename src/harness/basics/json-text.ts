/**
 * A value as the JSON text of one document: an exact number of bytes is a string of digits, a map an object. Control characters
 * are escaped, so that a terminal obeys nothing in it.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, jsonValue, 1);
  return text.replaceAll(/[\u007f-\u009f]/g, each => `\\u00${each.charCodeAt(0).toString(16)}`);
}

function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === 'bigint' ? String(value) : value;
}

/**
 * Characters that a terminal obeys or doesn't show: control characters, line and paragraph separators, and those that turn
 * the direction of a text or have no width.
 */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * What CI servers read as a command: `::` at the start of a line, and `##[name` or `##vso[` anywhere. Rows of the notation, in
 * which `##[#{8}` and `##[zzzz` can stand, have no such names.
 */
const command = /^(?<space>\s*):(?=:)|#(?=#(?:\[[a-z-]*[abd-y]|vso\[))/g;

/**
 * A line for terminals, logs and CI servers, with nothing in it that they obey: control characters are shown as `\n` or `\x1b`,
 * and commands of CI servers are broken. File names, and all that programs print, pass through here before our commands print
 * them. Only `map` prints names byte for byte, as qemu-img does.
 */
export function visibleLine(text: string): string {
  return text
    .replaceAll(invisible, escaped)
    .replaceAll(command, (found, space: string = '') => `${space}${escaped(found.trim())}`);
}

/** A text of several lines, each as a visible line. */
export function visibleText(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

function escaped(character: string): string {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  const digits = code.toString(16);
  return code < 0x100 ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

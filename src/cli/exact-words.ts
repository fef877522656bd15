import { readFileSync } from 'node:fs';
import { toText } from '../map/basics/byte-string.ts';
import { latin1Of } from '../map/basics/bytes.ts';

/** What Node makes of bytes that aren't UTF-8. */
const replacement = '\ufffd';

/**
 * Words of the command line of this process, as bytes where Node has lost some of them: it decodes them as UTF-8. Linux keeps the
 * bytes in /proc; without it such a word stays as it is.
 */
export function exactWords(words: readonly string[]): readonly (string | Uint8Array)[] {
  if (!words.some(word => word.includes(replacement))) return words;
  const given = givenWords();
  return words.map(word => {
    if (!word.includes(replacement)) return word;
    const at = given.findIndex(bytes => toText(latin1Of(bytes)) === word);
    // Two words may differ in lost bytes alone: each is taken once.
    return at < 0 ? word : given.splice(at, 1)[0]!;
  });
}

/** The words of the command line, each of which ends with a NUL. */
function givenWords(): Uint8Array[] {
  try {
    const bytes = readFileSync('/proc/self/cmdline');
    const words: Uint8Array[] = [];
    for (let start = 0; start < bytes.length; ) {
      const end = bytes.indexOf(0, start);
      words.push(bytes.subarray(start, end));
      start = end + 1;
    }
    return words;
  } catch {
    return [];
  }
}

import type { ByteString } from '../basics/byte-string.ts';
import type { Profile } from '../profile/profile.ts';
import { hexSuffixWarning, parseSize } from '../profile/size/size.ts';

const largest = (1n << 63n) - 1n;

/** The argument of `-s` or `-l`, and the lines that reading it writes to stderr. */
export interface WindowSize {
  /** Bytes; undefined if the argument is refused. */
  readonly bytes: bigint | undefined;
  readonly lines: readonly ByteString[];
}

/** Reads the argument of `-s` or `-l`: 0 to 2^63-1 bytes. */
export function readWindowSize(
  option: 'start-offset' | 'max-length',
  text: ByteString,
  profile: Profile,
): WindowSize {
  const name = option.replace('-', ' ');
  const { value, hexSuffix } = parseSize(text, profile.sizeGrammar);
  const lines = hexSuffix === undefined ? [] : [hexSuffixWarning(text)];
  if (value === 'malformed') {
    const malformed = profile.malformedSize(name, text).map(line => `qemu-img: ${line}`);
    return { bytes: undefined, lines: [...lines, ...malformed] };
  }
  if (value === 'out-of-range' || value > largest) {
    const range = `qemu-img: Invalid ${name} specified. Must be between 0 and ${largest}.`;
    return { bytes: undefined, lines: [...lines, range] };
  }
  return { bytes: value, lines };
}

import { type ByteString, toByteString } from '../basics/byte-string.ts';
import type { Profile } from '../profile/profile.ts';
import type { EarlyEnd } from './early-end.ts';
import { getopt, type WordOrder } from './getopt.ts';
import { misuseLines, problemLines } from './misuse.ts';
import type { Objects } from './object/objects.ts';
import { objectEnd } from './object-end.ts';
import { mapOptions } from './options.ts';
import { readWindowSize } from './window-size.ts';

/** The options of a command line; the last of a repeated option holds. */
export interface MapOptions {
  imageOptions: boolean;
  forceShare: boolean;
  format?: ByteString;
  /** Unchecked if the profile checks it after the operands. */
  output: ByteString;
  /** Bytes, 0 to 2^63-1. */
  start?: bigint;
  /** Bytes, 0 to 2^63-1. */
  maxLength?: bigint;
}

/** The words after `map` after the scan, and the lines that the scan writes to stderr. */
export interface OptionScan {
  readonly result:
    | { readonly kind: 'scanned'; readonly options: MapOptions; readonly operands: readonly ByteString[] }
    | EarlyEnd;
  readonly lines: readonly ByteString[];
}

/** Scans the words after `map` from left to right. The first mistake or `--help` ends the scan. */
export function scanOptions(
  args: readonly (string | Uint8Array)[],
  profile: Profile,
  order: WordOrder,
  objects: Objects,
): OptionScan {
  const options: MapOptions = { imageOptions: false, forceShare: false, output: 'human' };
  const lines: ByteString[] = [];
  const misuse = (more: readonly ByteString[]): OptionScan => ({
    result: { kind: 'misuse' },
    lines: [...lines, ...more],
  });

  const words = ['map', ...args.map(word => toByteString(word))];
  const scan = getopt(words, mapOptions(profile.longOptions), order);
  let step = scan.next();
  for (; step.done !== true; step = scan.next()) {
    const found = step.value;
    if (found.kind === 'problem') return misuse(problemLines(found.problem, found.word, profile));
    const { name, argument } = found;
    switch (name) {
      case 'help':
        return { result: { kind: 'help' }, lines };
      case 'object': {
        const end = objectEnd(notice => objects.scan(argument, notice));
        lines.push(...end.lines);
        if (end.result !== undefined) return { result: end.result, lines };
        break;
      }
      case 'image-opts':
        options.imageOptions = true;
        break;
      case 'force-share':
        options.forceShare = true;
        break;
      case 'format':
        options.format = argument;
        break;
      case 'output':
        if (profile.outputChecked === 'while-scanning' && !isOutputFormat(argument)) {
          return misuse(misuseLines(profile.badOutput(argument), profile));
        }
        options.output = argument;
        break;
      case 'start-offset':
      case 'max-length': {
        const size = readWindowSize(name, argument, profile);
        if (size.bytes === undefined) return misuse(size.lines);
        lines.push(...size.lines);
        options[name === 'start-offset' ? 'start' : 'maxLength'] = size.bytes;
      }
    }
  }
  return { result: { kind: 'scanned', options, operands: step.value }, lines };
}

/** The values of `--output`. */
export type OutputFormat = 'human' | 'json';

/** Whether a text is a value of `--output`. */
export function isOutputFormat(value: ByteString): value is OutputFormat {
  return value === 'human' || value === 'json';
}

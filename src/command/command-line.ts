import { type ByteString, toByteString } from '../byte-string.ts';
import type { Profile } from '../profile/profile.ts';
import type { OptionName } from '../profile/values.ts';
import { getopt } from './getopt.ts';
import { misuseLines, problemLines } from './misuse.ts';
import { mapOptions } from './options.ts';
import { readWindowSize } from './window-size.ts';

/** What a valid command line asks for. */
export interface Request {
  /** FILE as typed: a name, or with `imageOptions` an option string. */
  readonly file: ByteString;
  readonly imageOptions: boolean;
  /** The driver that `-f` forces. */
  readonly format?: ByteString;
  readonly forceShare: boolean;
  readonly output: 'human' | 'json';
  /** Bytes, 0 to 2^63-1. */
  readonly start: bigint;
  /** Bytes, 0 to 2^63-1; without it there is no limit. */
  readonly maxLength?: bigint;
}

/** What the words after `map` come to. */
export type CommandLine =
  | { readonly kind: 'request'; readonly request: Request }
  | { readonly kind: 'help' }
  | { readonly kind: 'misuse' }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** A command line and the lines that reading it put on stderr: warnings, and the error of misuse. */
export interface ReadCommandLine {
  readonly commandLine: CommandLine;
  readonly lines: readonly ByteString[];
}

/**
 * Reads the words after `map` in the order in which qemu-img looks at them: options from left to right, where the
 * first mistake or `--help` ends the scan; the number of operands; before 10.1 the last `--output`; `--image-opts`
 * beside `-f`. POSIXLY_CORRECT, which would end the options at the first operand, is not looked at.
 */
export function readCommandLine(args: readonly string[], profile: Profile): ReadCommandLine {
  const lines: ByteString[] = [];
  const end = (commandLine: CommandLine): ReadCommandLine => ({ commandLine, lines });
  const misuse = (...message: readonly ByteString[]): ReadCommandLine => {
    lines.push(...message);
    return end({ kind: 'misuse' });
  };

  const given = new Map<OptionName, ByteString>();
  const sizes = new Map<OptionName, bigint>();
  const scan = getopt(['map', ...args.map(word => toByteString(word))], mapOptions(profile.longOptions));
  let step = scan.next();
  while (step.done !== true) {
    const found = step.value;
    if (found.kind === 'problem') return misuse(...problemLines(found.problem, found.word, profile));
    const { name, argument } = found;
    if (name === 'help') return end({ kind: 'help' });
    if (name === 'object') return end({ kind: 'unsupported', reason: '--object is not supported yet' });
    if (name === 'output' && profile.outputChecked === 'while-scanning' && !isOutput(argument)) {
      return misuse(...misuseLines(profile.badOutput(argument), profile));
    }
    if (name === 'start-offset' || name === 'max-length') {
      const size = readWindowSize(sizeNames[name], argument, profile);
      if (size.bytes === undefined) return misuse(...size.lines);
      lines.push(...size.lines);
      sizes.set(name, size.bytes);
    }
    given.set(name, argument);
    step = scan.next();
  }

  const [file, ...more] = step.value;
  if (file === undefined || more.length > 0) {
    return misuse(...misuseLines('Expecting one image file name', profile));
  }
  const output = given.get('output') ?? 'human';
  if (!isOutput(output)) return misuse(`qemu-img: ${profile.badOutput(output)}`);
  const format = given.get('format');
  const imageOptions = given.has('image-opts');
  if (imageOptions && format !== undefined) {
    return misuse('qemu-img: --image-opts and --format are mutually exclusive');
  }
  const maxLength = sizes.get('max-length');
  const request: Request = {
    file,
    imageOptions,
    ...(format === undefined ? {} : { format }),
    forceShare: given.has('force-share'),
    output,
    start: sizes.get('start-offset') ?? 0n,
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  return end({ kind: 'request', request });
}

const sizeNames = { 'start-offset': 'start offset', 'max-length': 'max length' } as const;

function isOutput(value: ByteString): value is Request['output'] {
  return value === 'human' || value === 'json';
}

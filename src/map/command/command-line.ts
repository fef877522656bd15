import type { ByteString } from '../basics/byte-string.ts';
import type { Host } from '../host/host.ts';
import type { NamedObjects } from '../node/named-objects.ts';
import type { Profile } from '../profile/profile.ts';
import type { EarlyEnd } from './early-end.ts';
import { misuseLines } from './misuse.ts';
import { Objects } from './object/objects.ts';
import { objectEnd } from './object-end.ts';
import { isOutputFormat, type MapOptions, type OutputFormat, scanOptions } from './scan-options.ts';

/** The map that a valid command line asks for. */
export interface MapRequest extends Readonly<MapOptions> {
  readonly output: OutputFormat;
  /** FILE as it was typed: a name, or with `imageOptions` an option string. */
  readonly file: ByteString;
  /** The objects of `--object`, by id. */
  readonly objects: NamedObjects;
}

/** A command line that was read, and the lines that reading it writes to stderr: warnings, and the error of a misuse. */
export interface CommandLine {
  readonly result: { readonly kind: 'request'; readonly request: MapRequest } | EarlyEnd;
  readonly lines: readonly ByteString[];
}

/** The part of the environment that decides how a command line is read, and where files of secrets may be. */
export interface CommandEnvironment {
  readonly host: Host;
  /** POSIXLY_CORRECT is set in the environment: options end at the first operand. */
  readonly posixlyCorrect?: boolean;
}

/**
 * Reads the words after `map`. Mistakes are found in the order of qemu-img: options, the number of operands, the last
 * `--output` (before 10.1), objects (before 6.0), `--image-opts` together with `-f`.
 */
export function readCommandLine(
  args: readonly (string | Uint8Array)[],
  profile: Profile,
  { posixlyCorrect = false, host }: CommandEnvironment,
): CommandLine {
  const objects = new Objects(profile, host);
  const order = posixlyCorrect ? 'options first' : 'mixed';
  const { result, lines } = scanOptions(args, profile, order, objects);
  if (result.kind !== 'scanned') return { result, lines };
  const misuse = (more: readonly ByteString[]): CommandLine => ({
    result: { kind: 'misuse' },
    lines: [...lines, ...more],
  });

  const { options, operands } = result;
  const { output } = options;
  const file = operands[0];
  if (file === undefined || operands.length > 1) {
    return misuse(misuseLines('Expecting one image file name', profile));
  }
  if (!isOutputFormat(output)) return misuse([`qemu-img: ${profile.badOutput(output)}`]);
  const end = objectEnd(notice => objects.makePending(notice));
  const allLines = [...lines, ...end.lines];
  if (end.result !== undefined) return { result: end.result, lines: allLines };
  if (options.imageOptions && options.format !== undefined) {
    const line = 'qemu-img: --image-opts and --format are mutually exclusive';
    return { result: { kind: 'misuse' }, lines: [...allLines, line] };
  }
  return {
    result: { kind: 'request', request: { ...options, output, file, objects: objects.made } },
    lines: allLines,
  };
}

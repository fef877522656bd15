import type { ByteString } from '../byte-string.ts';
import type { Profile } from '../profile/profile.ts';
import { misuseLines } from './misuse.ts';
import {
  type GivenOptions,
  isOutputFormat,
  type NoRequest,
  type OutputFormat,
  scanOptions,
} from './scan-options.ts';

/** What a valid command line asks for. */
export interface MapRequest extends Readonly<GivenOptions> {
  readonly output: OutputFormat;
  /** FILE as typed: a name, or with `imageOptions` an option string. */
  readonly file: ByteString;
}

/** What a command line comes to, and the lines that reading it puts on stderr: warnings, and the error of misuse. */
export interface CommandLine {
  readonly result: { readonly kind: 'request'; readonly request: MapRequest } | NoRequest;
  readonly lines: readonly ByteString[];
}

/**
 * Reads the words after `map` in the order in which qemu-img looks at them: options, number of operands, before 10.1
 * the last `--output`, `--image-opts` beside `-f`.
 *
 * @param posixlyCorrect POSIXLY_CORRECT is set in the environment: options end at the first operand
 */
export function readCommandLine(
  args: readonly string[],
  profile: Profile,
  posixlyCorrect = false,
): CommandLine {
  const { result, lines } = scanOptions(args, profile, posixlyCorrect);
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
  if (options.imageOptions && options.format !== undefined) {
    return misuse(['qemu-img: --image-opts and --format are mutually exclusive']);
  }
  return { result: { kind: 'request', request: { ...options, output, file } }, lines };
}

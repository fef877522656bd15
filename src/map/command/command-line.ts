import type { ByteString } from '../basics/byte-string.ts';
import type { Secrets } from '../node/secrets.ts';
import type { Profile } from '../profile/profile.ts';
import { misuseLines } from './misuse.ts';
import { endOfObjects } from './object/end-of-objects.ts';
import { Objects } from './object/objects.ts';
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
  readonly secrets: Secrets;
}

/** What a command line comes to, and the lines that reading it puts on stderr: warnings, and the error of misuse. */
export interface CommandLine {
  readonly result: { readonly kind: 'request'; readonly request: MapRequest } | NoRequest;
  readonly lines: readonly ByteString[];
}

/** What reading a command line takes from where the command runs. */
export interface Surroundings {
  /** POSIXLY_CORRECT is set in the environment: options end at the first operand. */
  readonly posixlyCorrect?: boolean;
  /** Where relative names of files with secrets start from; absent: the working directory. */
  readonly directory?: ByteString;
}

/**
 * Reads the words after `map` in the order in which qemu-img looks at them: options, number of operands, before 10.1
 * the last `--output`, before 6.0 objects, `--image-opts` beside `-f`.
 */
export function readCommandLine(
  args: readonly string[],
  profile: Profile,
  { posixlyCorrect = false, directory }: Surroundings = {},
): CommandLine {
  const objects = new Objects(profile, directory);
  const { result, lines } = scanOptions(args, profile, posixlyCorrect, objects);
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
  const end = endOfObjects(() => objects.makeWaiting());
  if (end !== undefined) return { result: end.result, lines: [...lines, ...end.lines] };
  if (options.imageOptions && options.format !== undefined) {
    return misuse(['qemu-img: --image-opts and --format are mutually exclusive']);
  }
  return {
    result: { kind: 'request', request: { ...options, output, file, secrets: objects.secrets } },
    lines,
  };
}

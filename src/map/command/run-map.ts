import type { ByteString } from '../basics/byte-string.ts';
import { Bytes, bytesOf, putText } from '../basics/bytes.ts';
import { MapError, Refusal, SuddenEnd, Unsupported } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import type { Host } from '../host/host.ts';
import { type NbdRequest, printNbd } from '../print/nbd.ts';
import { printMap } from '../print/print-map.ts';
import type { Profile } from '../profile/profile.ts';
import { type MapRequest, readCommandLine } from './command-line.ts';
import { helpOf } from './help.ts';
import { openRequested } from './open-requested.ts';
import { ownLine } from './own-line.ts';

/** The environment of one run of map: the version to behave as, the files, and the streams. */
export interface MapContext {
  readonly profile: Profile;
  /** How it was called, as lines of our own name it. Absent: `map-parity map`. */
  readonly command?: string;
  /** Prints a metadata context as nbdinfo does when qemu-nbd serves the image. Absent: prints a map. */
  readonly nbdRequest?: NbdRequest | undefined;
  /** What has the files; for this run alone. */
  readonly host: Host;
  /** Is told what was opened. Absent: nobody asks. */
  readonly onOpened?: (chain: Chain) => void;
  /** POSIXLY_CORRECT is set: the first operand ends the options. */
  readonly posixlyCorrect?: boolean;
  /** Takes output, as `stderr` does; the bytes change after it returns. */
  readonly stdout: (bytes: Uint8Array) => void;
  readonly stderr: (bytes: Uint8Array) => void;
}

/**
 * The end of a run: the exit status of qemu-img, or `unsupported` if only qemu-img can do what was asked for. Then the
 * output that was written has no meaning, and `reason` names the cause for people.
 */
export type MapResult =
  | {
      readonly kind: 'ran';
      readonly status: 0 | 1;
      /** Holes of files were printed as data, because koffi can't be loaded. Absent: none were. */
      readonly missedHoles?: true;
    }
  | { readonly kind: 'misused'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * Runs `qemu-img map` with the words after `map`. The output is byte for byte that of the qemu-img of the profile,
 * except for `--help` and for one line of our own where qemu-img aborts or a file is outside of the allowed folders.
 * With an NBD context it is the output of that version's qemu-nbd with nbdinfo. Neither arguments nor images make it
 * throw.
 */
export function runMap(args: readonly (string | Uint8Array)[], context: MapContext): MapResult {
  const complain = (lines: readonly ByteString[]) => {
    if (lines.length > 0) writeText(`${lines.join('\n')}\n`, context.stderr);
  };
  const { result, lines } = readCommandLine(args, context.profile, {
    posixlyCorrect: context.posixlyCorrect ?? false,
    host: context.host,
  });
  complain(lines);
  const { command = 'map-parity map' } = context;
  switch (result.kind) {
    case 'misuse':
      return { kind: 'ran', status: 1 };
    case 'own-error':
      complain([ownLine(result.error, command)]);
      return { kind: 'ran', status: 1 };
    case 'help':
      context.stdout(bytesOf(helpOf(command)));
      return { kind: 'ran', status: 0 };
    case 'object-help':
      context.stdout(bytesOf(result.text));
      return { kind: 'ran', status: 0 };
    case 'unsupported':
      return result;
    case 'request':
      try {
        return runRequest(result.request, context);
      } catch (error) {
        if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
        if (!(error instanceof MapError)) throw error;
        if (!(error instanceof Refusal)) {
          complain([ownLine(error, command)]);
          return { kind: 'ran', status: 1 };
        }
        complain([refusalLine(error, context), ...error.hints]);
        return { kind: 'ran', status: 1 };
      }
  }
}

/** As much of a text as is written at once, in bytes. */
const mostAtOnce = 65_536;

/** Writes a text, whose bytes don't lie in memory as a whole: an error may quote 32 MiB of an NBD server. */
function writeText(text: ByteString, write: (bytes: Uint8Array) => void): void {
  const piece = new Bytes(Math.min(text.length, mostAtOnce));
  for (let at = 0; at < text.length; at += mostAtOnce) {
    const part = text.slice(at, at + mostAtOnce);
    putText(part, piece, 0);
    write(piece.subarray(0, part.length));
  }
}

function runRequest(request: MapRequest, context: MapContext): MapResult {
  const { output, start, maxLength } = request;
  const { profile, nbdRequest } = context;
  const style = { format: output, profile };
  if (nbdRequest === undefined) {
    const window = { start: start ?? 0n, ...(maxLength !== undefined && { length: maxLength }) };
    return printOpened(request, context, chain => printMap(chain, window, style, context));
  }
  if (start !== undefined || maxLength !== undefined) {
    return {
      kind: 'misused',
      reason: `--context=${nbdRequest.context} always prints the whole image, so -s and -l can't be used with it`,
    };
  }
  return printOpened(request, context, chain => printNbd(chain, nbdRequest, style, context));
}

/** Opens the image of a request, prints it and closes it. */
function printOpened(request: MapRequest, context: MapContext, print: (chain: Chain) => 0 | 1): MapResult {
  const { profile, host, stderr, nbdRequest } = context;
  const reworded = nbdRequest === undefined ? (text: ByteString) => text : serverWarning;
  const chain = openRequested(request, { profile, host, notice: text => stderr(bytesOf(reworded(text))) });
  try {
    context.onOpened?.(chain);
    const status = print(chain);
    if (nbdRequest === undefined) chain.sayLast();
    return { kind: 'ran', status, ...(chain.missedHoles && { missedHoles: true }) };
  } finally {
    chain.close();
  }
}

function refusalLine(error: Refusal, { nbdRequest }: MapContext): ByteString {
  if (error instanceof SuddenEnd) return error.text;
  return nbdRequest === undefined ? `qemu-img: ${error.text}` : serverRefusal(error);
}

/** The line that qemu-nbd prints in place of `Could not open 'FILE': …`; the rest is the same. */
function serverRefusal({ text }: Refusal): ByteString {
  return `qemu-nbd: ${text.replace(/^Could not open '/, "Failed to blk_new_open '")}`;
}

/** A warning as qemu-nbd prints it: in its own name. */
function serverWarning(text: ByteString): ByteString {
  return text.replace(/^qemu-img: /, 'qemu-nbd: ');
}

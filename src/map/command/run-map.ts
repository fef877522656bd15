import { type ByteString, toBuffer, toByteString } from '../basics/byte-string.ts';
import { Abort, Refusal, Unsupported } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import { openChain } from '../chain/open-chain.ts';
import { Confined, type Confinement } from '../file/confinement.ts';
import { printNbd } from '../print/nbd.ts';
import { printMap } from '../print/print-map.ts';
import type { Profile } from '../profile/profile.ts';
import type { NbdContext } from '../status/nbd-blocks.ts';
import { type MapRequest, readCommandLine } from './command-line.ts';
import { help } from './help.ts';

/** Where a map runs: as which version, from which folder, and what takes its output. */
export interface MapContext {
  readonly profile: Profile;
  /** Not a map, but what nbdinfo prints for this context where qemu-nbd serves the image. */
  readonly nbdContext?: NbdContext | undefined;
  /** What relative names are relative to. */
  readonly directory: string;
  /** The folders that names may lead into; absent: any, as in qemu-img. */
  readonly confinement?: Confinement;
  /** POSIXLY_CORRECT is set: options end at the first word that is none. */
  readonly posixlyCorrect?: boolean;
  /** Is given bytes that are others after it returns. */
  readonly stdout: (bytes: Uint8Array) => void;
  readonly stderr: (bytes: Uint8Array) => void;
}

/**
 * How a map ended: with the exit status of qemu-img, or `unsupported`, where qemu-img would map something that this
 * project can't. Then nothing that was written means anything, and `reason` names the cause for people.
 */
export type MapResult =
  | { readonly kind: 'ran'; readonly status: 0 | 1 }
  | { readonly kind: 'unsupported'; readonly reason: string };

/**
 * Runs `qemu-img map` with the words after `map`: what it writes is byte for byte what the qemu-img of the profile,
 * started by that name, does; except `--help`, and one line of our own where qemu-img aborts or a file is confined. With
 * a context of NBD it is what that version's qemu-nbd and nbdinfo write. Never throws because of what it is given.
 */
export function runMap(args: readonly string[], context: MapContext): MapResult {
  const complain = (lines: readonly ByteString[]) => {
    if (lines.length > 0) context.stderr(toBuffer(`${lines.join('\n')}\n`));
  };
  const { result, lines } = readCommandLine(args, context.profile, {
    posixlyCorrect: context.posixlyCorrect ?? false,
    directory: toByteString(context.directory),
  });
  complain(lines);
  switch (result.kind) {
    case 'misuse':
      return { kind: 'ran', status: 1 };
    case 'help':
      context.stdout(toBuffer(help));
      return { kind: 'ran', status: 0 };
    case 'object-help':
      context.stdout(toBuffer(result.text));
      return { kind: 'ran', status: 0 };
    case 'unsupported':
      return result;
    case 'request':
      try {
        return runRequest(result.request, context);
      } catch (error) {
        if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
        if (error instanceof Abort || error instanceof Confined) {
          complain([`map-parity: ${toByteString(error.message)}. ${error.next}`]);
          return { kind: 'ran', status: 1 };
        }
        if (!(error instanceof Refusal)) throw error;
        const line = context.nbdContext === undefined ? `qemu-img: ${error.text}` : refusedByServer(error);
        complain([line, ...error.hints]);
        return { kind: 'ran', status: 1 };
      }
  }
}

function runRequest(request: MapRequest, context: MapContext): MapResult {
  const { output, start, maxLength } = request;
  const { profile, nbdContext } = context;
  if (nbdContext === undefined) {
    const window = { start: start ?? 0n, ...(maxLength !== undefined && { length: maxLength }) };
    return ran(request, context, chain => printMap(chain, window, output, profile, context));
  }
  if (start !== undefined || maxLength !== undefined) {
    return {
      kind: 'unsupported',
      reason: `--context=${nbdContext} is of a whole image: -s and -l don't go with it`,
    };
  }
  return ran(request, context, chain => printNbd(chain, nbdContext, output, profile, context));
}

/** Opens what a request asks for, as long as it is printed. */
function ran(request: MapRequest, context: MapContext, print: (chain: Chain) => 0 | 1): MapResult {
  const { file, format, imageOptions, forceShare, secrets } = request;
  const { profile, directory, confinement, stderr, nbdContext } = context;
  const say = nbdContext === undefined ? (text: ByteString) => text : saidByServer;
  const chain = openChain(file, {
    profile,
    directory: toByteString(directory),
    notice: text => stderr(toBuffer(say(text))),
    ...(format === undefined ? {} : { format }),
    ...(confinement === undefined ? {} : { confinement }),
    imageOptions,
    forceShare,
    secrets,
  });
  try {
    return { kind: 'ran', status: print(chain) };
  } finally {
    chain.close();
  }
}

/** The line of qemu-nbd where qemu-img would say `Could not open 'FILE': …`; the rest of it is the same. */
function refusedByServer({ text }: Refusal): ByteString {
  return `qemu-nbd: ${text.replace(/^Could not open '/, "Failed to blk_new_open '")}`;
}

/** qemu-nbd warns as qemu-img does, in its own name. */
function saidByServer(text: ByteString): ByteString {
  return text.replace(/^qemu-img: /, 'qemu-nbd: ');
}

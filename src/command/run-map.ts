import { type ByteString, toBuffer, toByteString } from '../byte-string.ts';
import { openChain } from '../chain/open-chain.ts';
import { Refusal, Unsupported } from '../error.ts';
import { printMap } from '../print/print-map.ts';
import type { Profile } from '../profile/profile.ts';
import { type MapRequest, readCommandLine } from './command-line.ts';
import { help } from './help.ts';

/** Where a map runs: as which version, from which folder, and what takes its output. */
export interface MapContext {
  readonly profile: Profile;
  /** What relative names are relative to. */
  readonly directory: string;
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
 * started by that name, does; except `--help`. Never throws because of what it is given.
 */
export function runMap(args: readonly string[], context: MapContext): MapResult {
  const complain = (lines: readonly ByteString[]) => {
    if (lines.length > 0) context.stderr(toBuffer(`${lines.join('\n')}\n`));
  };
  const { result, lines } = readCommandLine(args, context.profile);
  complain(lines);
  switch (result.kind) {
    case 'misuse':
      return { kind: 'ran', status: 1 };
    case 'help':
      context.stdout(toBuffer(help));
      return { kind: 'ran', status: 0 };
    case 'unsupported':
      return result;
    case 'request':
      try {
        return { kind: 'ran', status: printRequest(result.request, context) };
      } catch (error) {
        if (error instanceof Unsupported) return { kind: 'unsupported', reason: error.message };
        if (!(error instanceof Refusal)) throw error;
        complain([`qemu-img: ${error.text}`, ...error.hints]);
        return { kind: 'ran', status: 1 };
      }
  }
}

function printRequest(request: MapRequest, context: MapContext): 0 | 1 {
  const { file, format, imageOptions, forceShare, start, maxLength } = request;
  const { profile, directory, stdout, stderr } = context;
  const chain = openChain(file, {
    profile,
    directory: toByteString(directory),
    notice: text => stderr(toBuffer(text)),
    ...(format === undefined ? {} : { format }),
    imageOptions,
    forceShare,
  });
  try {
    const window = maxLength === undefined ? { start } : { start, length: maxLength };
    return printMap(chain, window, request.output, profile, { stdout, stderr });
  } finally {
    chain.close();
  }
}

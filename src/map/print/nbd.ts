import { MetadataError } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import type { ImageFormat } from '../format/format.ts';
import type { Profile } from '../profile/profile.ts';
import { type NbdBlock, type NbdContext, nbdBlocks } from '../status/nbd-blocks.ts';
import type { Output } from './print-map.ts';

/**
 * Prints a context of `chain` byte for byte as nbdinfo 1.14 does of the export of the profile's qemu-nbd, and gives
 * nbdinfo's exit status. nbdinfo prints nothing before it has asked for everything: damage leaves stdout empty.
 */
export function printNbd(
  chain: Chain,
  context: NbdContext,
  format: 'json' | 'human',
  profile: Profile,
  output: Output,
): 0 | 1 {
  const complain = (text: string): 1 => {
    output.stderr(Buffer.from(`${text}\n`));
    return 1;
  };
  if (!chain.layers[0]!.sizeUsable) {
    return complain("qemu-nbd: Failed to determine the NBD export's length: File too large");
  }
  if (isUnaligned(chain.layers[0]!)) {
    return complain('nbdinfo: nbd_block_status: request is unaligned: Invalid argument');
  }
  const describe = descriptions[context];
  const line = format === 'json' ? jsonLine : textLine;
  const lines: string[] = [];
  try {
    for (const block of nbdBlocks(chain, context, profile)) lines.push(line(block, describe(block.value)));
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    const reason = errorsOfProtocol.get(error.message) ?? error.message;
    return complain(`nbdinfo: nbd_block_status: block-status: command failed: ${reason}`);
  }
  if (format === 'json') output.stdout(Buffer.from(`[\n${lines.join(',\n')}\n]\n`));
  else if (lines.length > 0) output.stdout(Buffer.from(`${lines.join('\n')}\n`));
  return 0;
}

/** Larger ones break the protocol, and libnbd passes over them. */
const largestAlignment = 2 ** 16;

/** Whether nbdinfo's request for the whole export is one that libnbd doesn't send, since the server wants larger units. */
function isUnaligned({ virtualSize, requestAlignment = 1 }: ImageFormat): boolean {
  return requestAlignment <= largestAlignment && virtualSize % requestAlignment !== 0;
}

/** The protocol has few numbers for errors: what stands for one that has none. */
const errorsOfProtocol: ReadonlyMap<string, string> = new Map([
  ['File too large', 'No space left on device'],
]);

const descriptions: { readonly [Context in NbdContext]: (value: number) => string } = {
  'base:allocation': value => ['data', 'hole', 'zero', 'hole,zero'][value]!,
  'qemu:allocation-depth': value => ['absent', 'local'][value] ?? `backing depth ${value}`,
};

function textLine({ start, length, value }: NbdBlock, description: string): string {
  const columns = [BigInt(start), BigInt(length)].map(bytes => String(bytes).padStart(10));
  return `${columns.join('  ')}  ${String(value).padStart(3)}  ${description}`;
}

function jsonLine({ start, length, value }: NbdBlock, description: string): string {
  const bytes = `"offset": ${BigInt(start)}, "length": ${BigInt(length)}`;
  return `{ ${bytes}, "type": ${value}, "description": "${description}"}`;
}

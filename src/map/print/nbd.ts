import { bytesOf } from '../basics/bytes.ts';
import type { Chain } from '../chain/chain.ts';
import type { ImageFormat } from '../node/image-format.ts';
import { withSizeError } from '../node/size-error.ts';
import { metadataProblem } from '../status/metadata-problem.ts';
import type { NbdBlock } from '../status/nbd-block.ts';
import { bitmapPrefix, type NbdContext, nbdBlocks, requireContext } from '../status/nbd-blocks.ts';
import { NbdTotals, totalEntry, totalLine } from './nbd-totals.ts';
import type { Output, PrintStyle } from './print-map.ts';

/** A metadata context, and whether each block is printed or what they amount to. */
export interface NbdRequest {
  readonly context: NbdContext;
  readonly style: 'blocks' | 'totals';
}

/**
 * Prints a metadata context of `chain`, byte for byte as nbdinfo 1.14 prints it where the qemu-nbd of the profile
 * serves the chain. nbdinfo prints nothing before it has all blocks, so damage leaves stdout empty.
 *
 * @returns the exit status of nbdinfo
 * @throws Refusal if qemu-nbd refuses the context
 * @throws Abort where qemu aborts
 */
export function printNbd(
  chain: Chain,
  { context, style: blockStyle }: NbdRequest,
  { format, profile }: PrintStyle,
  output: Output,
): 0 | 1 {
  const complain = (text: string): 1 => {
    output.stderr(bytesOf(`${text}\n`));
    return 1;
  };
  const { sizeError } = chain.layers[0]!;
  if (sizeError !== undefined) {
    return complain(withSizeError("qemu-nbd: Failed to determine the NBD export's length", sizeError));
  }
  requireContext(chain, context);
  // A server has the bitmap, but no client can ask for a context whose last part is empty.
  if (context === bitmapPrefix) {
    return complain(`nbdinfo: --map: server does not support metadata context "${context}"`);
  }
  if (isUnaligned(chain.layers[0]!)) {
    return complain('nbdinfo: nbd_block_status: request is unaligned: Invalid argument');
  }
  let lines: string[];
  try {
    lines = (blockStyle === 'totals' ? totalLines : blockLines)(
      nbdBlocks(chain, context, profile),
      context,
      format,
    );
  } catch (error) {
    const reason = protocolText(metadataProblem(error));
    return complain(`nbdinfo: nbd_block_status: block-status: command failed: ${reason}`);
  }
  if (format === 'json') output.stdout(bytesOf(jsonList(lines, blockStyle)));
  else if (lines.length > 0) output.stdout(bytesOf(`${lines.join('\n')}\n`));
  return 0;
}

function blockLines(blocks: Iterable<NbdBlock>, context: NbdContext, format: PrintStyle['format']): string[] {
  const line = format === 'json' ? jsonLine : textLine;
  const lines: string[] = [];
  for (const block of blocks) lines.push(line(block, describe(context, block.value)));
  return lines;
}

function totalLines(blocks: Iterable<NbdBlock>, context: NbdContext, format: PrintStyle['format']): string[] {
  const sums = new NbdTotals();
  for (const { value, length } of blocks) sums.add(value, length);
  const line = format === 'json' ? totalEntry : totalLine;
  return sums.totals.map(total => line(total, describe(context, total.value)));
}

/** nbdinfo prints an empty list of totals on one line, and one of blocks on three. */
function jsonList(lines: readonly string[], style: NbdRequest['style']): string {
  return lines.length === 0 && style === 'totals' ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}

/** A larger alignment breaks the protocol, and libnbd ignores it. */
const largestAlignment = 2 ** 16;

/** Whether libnbd refuses to send nbdinfo's request for the whole export, because the server requires an alignment. */
function isUnaligned({ virtualSize, requestAlignment = 1 }: ImageFormat): boolean {
  return requestAlignment <= largestAlignment && virtualSize % requestAlignment !== 0;
}

/** The errors that the protocol has numbers for. */
const protocolTexts: readonly string[] = [
  'Operation not permitted',
  'Input/output error',
  'Cannot allocate memory',
  'Invalid argument',
  'No space left on device',
  'Value too large for defined data type',
  'Cannot send after transport endpoint shutdown',
];

/** The errors that have the number of another one. */
const sameNumber: ReadonlyMap<string, string> = new Map([
  ['Read-only file system', 'Operation not permitted'],
  ['File too large', 'No space left on device'],
  ['Disk quota exceeded', 'No space left on device'],
]);

/** What is reported in place of an error: the protocol has few numbers, and all other errors are invalid arguments. */
function protocolText(reason: string): string {
  const text = sameNumber.get(reason) ?? reason;
  return protocolTexts.includes(text) ? text : 'Invalid argument';
}

function describe(context: NbdContext, value: number): string {
  switch (context) {
    case 'base:allocation':
      return ['data', 'hole', 'zero', 'hole,zero'][value]!;
    case 'qemu:allocation-depth':
      return ['absent', 'local'][value] ?? `backing depth ${value}`;
    default:
      return ['clean', 'dirty'][value]!;
  }
}

function textLine({ start, length, value }: NbdBlock, description: string): string {
  const columns = [BigInt(start), BigInt(length)].map(bytes => String(bytes).padStart(10));
  return `${columns.join('  ')}  ${String(value).padStart(3)}  ${description}`;
}

function jsonLine({ start, length, value }: NbdBlock, description: string): string {
  const bytes = `"offset": ${BigInt(start)}, "length": ${BigInt(length)}`;
  return `{ ${bytes}, "type": ${value}, "description": "${description}"}`;
}

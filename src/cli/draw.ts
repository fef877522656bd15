import { Command, InvalidArgumentError } from 'commander';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { toByteString, toText } from '../byte-string.ts';
import { openChain } from '../chain/open-chain.ts';
import { Objects } from '../command/object/objects.ts';
import { drawChain } from '../harness/draw/draw-chain.ts';
import type { Part } from '../harness/draw/drawn-layer.ts';
import { newest } from '../profile/profile.ts';
import { parseSize } from '../profile/size/size.ts';
import { repeated } from './arguments.ts';

interface DrawOptions {
  readonly format?: string;
  readonly imageOpts?: true;
  readonly forceShare?: true;
  readonly object: readonly string[];
  readonly startOffset?: bigint;
  readonly maxLength?: bigint;
}

/** `map-parity draw`: somebody's chain as a picture, which reads back as a case. */
export function drawCommand(end: (status: number) => void): Command {
  return new Command('draw')
    .description('print the picture of a chain: a case for try, reproduce and golden. Reads metadata alone')
    .argument('<image>', 'the top of a chain, as map takes it')
    .option('-f, --format <format>', 'its format, as of map')
    .option('--image-opts', '<image> is an option string, as of map')
    .option('-U, --force-share', 'others may be writing to it, as of map')
    .option('--object <object>', 'a secret for encrypted layers, as of map; repeatable', repeated, [])
    .option('-s, --start-offset <offset>', 'draw from this guest offset on', bytes)
    .option('-l, --max-length <length>', 'draw no more guest bytes than these', bytes)
    .action((image: string, options: DrawOptions) => {
      process.stdout.write(pictureOf(image, options));
      end(0);
    });
}

function bytes(text: string): bigint {
  const { value } = parseSize(text, 'strict');
  if (typeof value === 'bigint') return value;
  throw new InvalidArgumentError('It must be a number of bytes, like 65536, 0x10000 or 64k.');
}

function pictureOf(image: string, options: DrawOptions): string {
  const objects = new Objects(newest);
  for (const object of options.object) objects.scan(toByteString(object));
  const chain = openChain(toByteString(image), {
    profile: newest,
    notice: text => process.stderr.write(toText(text)),
    secrets: objects.secrets,
    imageOptions: options.imageOpts ?? false,
    forceShare: options.forceShare ?? false,
    ...(options.format !== undefined && { format: toByteString(options.format) }),
  });
  try {
    return printCase(drawChain(chain, partOf(options, chain.layers[0]!.virtualSize)));
  } finally {
    chain.close();
  }
}

function partOf({ startOffset, maxLength }: DrawOptions, size: number): Part | undefined {
  if (startOffset === undefined && maxLength === undefined) return undefined;
  const start = Math.min(Number(startOffset ?? 0n), size);
  return { start, end: maxLength === undefined ? size : Math.min(start + Number(maxLength), size) };
}

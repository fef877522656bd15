import { Command } from 'commander';
import { printCase } from '../../generators/recipe/picture/print-case.ts';
import { drawImage, type NamedImage } from '../harness/cases/draw/draw-image.ts';
import type { Part } from '../harness/cases/draw/drawn-layer.ts';
import { openScratch } from '../harness/files/scratch.ts';
import { toByteString, toText } from '../map/basics/byte-string.ts';
import { openChain } from '../map/chain/open-chain.ts';
import { newest } from '../map/profile/profile.ts';
import { examples } from './help.ts';
import { guestBytes, hostFor, type ImageOptions, objectsOf, withImageOptions } from './image-options.ts';
import { complain, printText } from './print.ts';

interface DrawOptions extends ImageOptions {
  readonly startOffset?: bigint;
  readonly maxLength?: bigint;
}

/** `map-parity draw`: the picture of an existing chain, which is also a case. */
export function drawCommand(end: (status: number) => void): Command {
  const command = new Command('draw')
    .summary('print the picture of a chain, as a case')
    .description('print the picture of a chain as a case for try, reproduce and golden; reads metadata only')
    .argument('<image>', 'the top image of a chain, as for map')
    .option('-s, --start-offset <offset>', 'first guest byte', guestBytes)
    .option('-l, --max-length <length>', 'number of guest bytes', guestBytes);
  return withImageOptions(command)
    .addHelpText(
      'after',
      examples([
        'draw top.qcow2 > mine.case',
        'draw -s 1G -l 64M --image-opts driver=qcow2,file.filename=top.qcow2',
      ]),
    )
    .action(async (image: string, options: DrawOptions) => {
      printText(await pictureOf(image, options));
      end(0);
    });
}

async function pictureOf(image: string, options: DrawOptions): Promise<string> {
  const chain = openChain(toByteString(image), {
    profile: newest,
    notice: text => complain(toText(text).trimEnd()),
    objects: objectsOf(options),
    host: hostFor(options.confine),
    imageOptions: options.imageOpts ?? false,
    forceShare: options.forceShare ?? false,
    ...(options.format !== undefined && { format: toByteString(options.format) }),
  });
  try {
    const scratch = await openScratch();
    try {
      const part = partOf(options, chain.layers[0]!.virtualSize);
      return printCase(drawImage(chain, namedImage(image, options), part, scratch));
    } finally {
      scratch.close();
    }
  } finally {
    chain.close();
  }
}

function namedImage(image: string, options: DrawOptions): NamedImage {
  const { format, imageOpts, forceShare, object, confine } = options;
  const words = [
    ...(format === undefined ? [] : ['-f', format]),
    ...(imageOpts ? ['--image-opts'] : []),
    ...(forceShare ? ['-U'] : []),
    ...object.flatMap(text => ['--object', text]),
    ...['--', image],
  ];
  return { words, directory: process.cwd(), confine };
}

function partOf({ startOffset, maxLength }: DrawOptions, size: number): Part | undefined {
  if (startOffset === undefined && maxLength === undefined) return undefined;
  const start = Math.min(Number(startOffset ?? 0n), size);
  return { start, end: maxLength === undefined ? size : Math.min(start + Number(maxLength), size) };
}

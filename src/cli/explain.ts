import { Command, InvalidArgumentError } from 'commander';
import { describeExtent } from '../harness/report/difference-lines.ts';
import { layerLine } from '../harness/report/layer-line.ts';
import { explain, type Image, map, openImage } from '../index.ts';
import { newest, profileNamed } from '../profile/profile.ts';
import { parseSize } from '../profile/size/size.ts';

/** `map-parity explain`: which layer answers for a guest offset of somebody's chain, and why. */
export function explainCommand(end: (status: number) => void): Command {
  return new Command('explain')
    .description(
      'which layer of a chain answers for a guest offset: its table words, and the extent that it ends in',
    )
    .argument('<image>', 'the top of a chain, as map takes it')
    .argument('<offset>', 'guest offset in bytes, like 65536 or 64k', guestOffset)
    .option('--profile <version>', 'the qemu version whose merging counts (default: the newest known)')
    .action((name: string, offset: bigint, { profile }: { profile?: string }) => {
      const image = openImage(name, { profile: profile === undefined ? newest : profileNamed(profile) });
      try {
        for (const line of explanationLines(image, offset)) console.log(line);
      } finally {
        image.close();
      }
      end(0);
    });
}

function guestOffset(text: string): bigint {
  const { value } = parseSize(text, 'strict');
  if (typeof value === 'bigint') return value;
  throw new InvalidArgumentError('It must be a number of bytes, like 65536, 0x10000 or 64k.');
}

function explanationLines(image: Image, offset: bigint): string[] {
  if (offset >= image.virtualSize)
    return [`offset ${offset} is past the end: the image has ${image.virtualSize} bytes`];
  const layers = explain(image, offset).map(layerLine);
  for (const extent of map(image)) {
    if (extent.start + extent.length > offset) return [...layers, `extent: ${describeExtent(extent)}`];
  }
  return layers;
}

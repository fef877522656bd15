import { Command } from 'commander';
import { examples } from '../options/help.ts';
import { guestBytes, withImageOptions } from '../options/image-options.ts';
import { printText } from '../terminal/print.ts';
import { type DrawOptions, pictureOf } from './picture-of.ts';

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

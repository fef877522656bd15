import { Command } from 'commander';
import { explanationAt } from '../../harness/report/explanation/explanation.ts';
import { explanationLines } from '../../harness/report/explanation/explanation-lines.ts';
import { explainDocument } from '../../harness/report/json/explain-document.ts';
import { toText } from '../../map/basics/byte-string.ts';
import type { OpenImageOptions } from '../../map/index.ts';
import { newest, profileNamed } from '../../map/profile/profile.ts';
import { examples } from '../options/help.ts';
import { guestBytes, type ImageOptions, objectsOf, withImageOptions } from '../options/image-options.ts';
import { jsonOption } from '../options/json-option.ts';
import { printJson, printLines } from '../terminal/print.ts';

interface ExplainOptions extends ImageOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** `map-parity explain`: which layer decides at a guest offset of a chain, and why. */
export function explainCommand(end: (status: number) => void): Command {
  const command = new Command('explain')
    .summary('show which layer decides at a guest offset, and why')
    .description(
      'show which layer decides at a guest offset: its table entries, the rule, and the extent that covers the offset',
    )
    .argument('<image>', 'the top image of a chain, as for map')
    .argument('<offset>', 'guest offset in bytes, like 65536 or 64k', guestBytes)
    .option('--profile <version>', 'map as this qemu version (default: the newest known)')
    .addOption(jsonOption('explain'));
  return withImageOptions(command)
    .addHelpText('after', examples(['explain top.qcow2 64k', 'explain top.qcow2 64k --json']))
    .action((name: string, offset: bigint, options: ExplainOptions) => {
      const { format, imageOpts, forceShare, confine } = options;
      const profile = options.profile === undefined ? newest : profileNamed(options.profile);
      const objects = [...objectsOf(options, profile)].map(([id, object]) => ({ id: toText(id), ...object }));
      const opened: OpenImageOptions = {
        profile,
        ...(format !== undefined && { format }),
        imageOptions: imageOpts ?? false,
        share: forceShare ?? false,
        secrets: Object.fromEntries(
          objects.flatMap(object => (object.kind === 'secret' ? [[object.id, object.data]] : [])),
        ),
        throttleGroups: objects.flatMap(({ kind, id }) => (kind === 'throttle-group' ? [id] : [])),
        ...(confine.length > 0 && { confine }),
      };
      if (options.json) printJson(explainDocument(name, offset, explanationAt(name, offset, opened)));
      else printLines(explanationLines(name, offset, opened));
      end(0);
    });
}

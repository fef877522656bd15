import { Command, Option } from 'commander';
import { resultSchema } from '../harness/runs/result/result-schema.ts';
import { mapSchema } from '../map/profile/map-schema.ts';
import { newest, profileNamed } from '../map/profile/profile.ts';
import { examples } from './help.ts';
import { printText } from './print.ts';

/** `map-parity schema`: the JSON Schema of a map or of a result. */
export function schemaCommand(end: (status: number) => void): Command {
  return new Command('schema')
    .summary('print the JSON Schema of map --output=json or of run --result')
    .description(
      'print the JSON Schema of map --output=json or of run --result, with the meaning of each key',
    )
    .addOption(
      new Option('--of <output>', 'map: of map --output=json; result: of run --result')
        .choices(['map', 'result'])
        .default('map'),
    )
    .option('--profile <version>', 'the qemu version of the map (default: the newest known)')
    .addHelpText('after', examples(['schema --profile 7.2', 'schema --of result']))
    .action(({ of, profile }: { of: 'map' | 'result'; profile?: string }) => {
      const version = profile === undefined ? newest : profileNamed(profile);
      printText(`${JSON.stringify(of === 'map' ? mapSchema(version) : resultSchema, null, 2)}\n`);
      end(0);
    });
}

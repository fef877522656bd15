import { Command, Option } from 'commander';
import { resultSchema } from '../harness/runs/result/result-schema.ts';
import { mapSchema } from '../map/profile/map-schema.ts';
import { newest, profileNamed } from '../map/profile/profile.ts';

/** `map-parity schema`: what JSON of ours or of qemu-img holds and means, for programs and people. */
export function schemaCommand(end: (status: number) => void): Command {
  return new Command('schema')
    .summary('the JSON Schema of map --output=json, or of run --result')
    .description(
      'print a JSON Schema, with the meaning of each key: of map --output=json, or of run --result',
    )
    .addOption(new Option('--of <what>', 'whose').choices(['map', 'result']).default('map'))
    .option('--profile <version>', 'of map: the qemu version (default: the newest known)')
    .action(({ of, profile }: { of: 'map' | 'result'; profile?: string }) => {
      const version = profile === undefined ? newest : profileNamed(profile);
      console.log(JSON.stringify(of === 'map' ? mapSchema(version) : resultSchema, null, 2));
      end(0);
    });
}

import { Command } from 'commander';
import { mapSchema } from '../profile/map-schema.ts';
import { newest, profileNamed } from '../profile/profile.ts';

/** `map-parity schema`: what the entries of a version's JSON output are and mean, for programs and people. */
export function schemaCommand(end: (status: number) => void): Command {
  return new Command('schema')
    .description('print the JSON Schema of map --output=json, with the meaning of each key')
    .option('--profile <version>', 'the qemu version (default: the newest known)')
    .action(({ profile }: { profile?: string }) => {
      console.log(JSON.stringify(mapSchema(profile === undefined ? newest : profileNamed(profile)), null, 2));
      end(0);
    });
}

import { Command, Option } from 'commander';
import { bisectSchema } from '../../harness/report/json/bisect-document.ts';
import { doctorSchema } from '../../harness/report/json/doctor-document.ts';
import { explainSchema } from '../../harness/report/json/explain-document.ts';
import { huntSchema } from '../../harness/report/json/hunt-document.ts';
import { trySchema } from '../../harness/report/json/try-document.ts';
import { resultSchema } from '../../harness/runs/result/result-schema.ts';
import { mapSchema } from '../../map/profile/map-schema.ts';
import { newest, type Profile, profileNamed } from '../../map/profile/profile.ts';
import { examples } from '../options/help.ts';
import { printText } from '../terminal/print.ts';

/** The schemas by the names of `--of`; only that of a map depends on the version. */
const schemas = {
  map: (version: Profile) => mapSchema(version),
  result: () => resultSchema,
  try: () => trySchema,
  explain: () => explainSchema,
  hunt: () => huntSchema,
  bisect: () => bisectSchema,
  doctor: () => doctorSchema,
};

/** `map-parity schema`: the JSON Schema of a map, of a result, or of what a command prints with --json. */
export function schemaCommand(end: (status: number) => void): Command {
  return new Command('schema')
    .summary('print the JSON Schema of map --output=json, of run --result or of a command with --json')
    .description(
      'print the JSON Schema of map --output=json, of run --result or of a command with --json, with the meaning of each key',
    )
    .addOption(
      new Option(
        '--of <output>',
        'map: of map --output=json; result: of run --result; else of this command with --json',
      )
        .choices(Object.keys(schemas))
        .default('map'),
    )
    .option('--profile <version>', 'the qemu version of the map (default: the newest known)')
    .addHelpText('after', examples(['schema --profile 7.2', 'schema --of result', 'schema --of try']))
    .action(({ of, profile }: { of: keyof typeof schemas; profile?: string }) => {
      const version = profile === undefined ? newest : profileNamed(profile);
      printText(`${JSON.stringify(schemas[of](version), null, 2)}\n`);
      end(0);
    });
}

import type { JsonSchema } from '../../../map/index.ts';
import { defaultLimits } from '../../parties/oracle/program.ts';
import { lostSchema } from '../../runs/result/result-schema.ts';
import { bytes, count, list, object, oneOf, text } from '../../runs/result/schema-parts.ts';
import type { Facts } from '../doctor-lines.ts';
import { lackedBy } from '../oracle-lines.ts';
import { type Document, documentSchema, formatOf } from './document.ts';

/** What `doctor --json` prints. */
export function doctorDocument({ found, examined, ...facts }: Facts): Document {
  return {
    format: formatOf('doctor'),
    ...facts,
    oracles: examined.map(({ oracle, fit }) => ({
      name: oracle.name,
      banner: oracle.banner,
      version: oracle.profile.version,
      behaves: fit.kind,
      profile: fit.profile.version,
      lacks: lackedBy(oracle),
    })),
    lost: found.lost,
    start: { milliseconds: defaultLimits.milliseconds, bytes: defaultLimits.bytes },
  };
}

const oracle = object('A qemu-img that answers.', {
  name: text('Short and unique.'),
  banner: text('The first line of --version.'),
  version: text('The version that it reports.'),
  behaves: oneOf(
    ['as its version', 'as another', 'as none known', 'without an answer'],
    'How its answers to the probes fit a version.',
  ),
  profile: text('The version that it is compared with.'),
  lacks: list(text('A feature of a build.'), 'What it lacks of all that cases use.'),
});

const folder = object(
  'A folder for temporary files.',
  { folder: text('Its path.') },
  { holeGranularity: bytes('The smallest hole that it keeps.'), noHoles: text('Why it keeps no holes.') },
);

/** The JSON Schema of what `doctor --json` prints. */
export const doctorSchema: JsonSchema = documentSchema('doctor', 'Facts about an installation.', {
  version: text('Of this program and of Node.'),
  system: text('The operating system and the machine.'),
  oracles: list(oracle, 'The qemu-imgs that answer.'),
  lost: lostSchema,
  nbdinfo: text('Where nbdinfo is from, or `none` and why.'),
  nbdkit: text('Where nbdkit is from, or `none` and why.'),
  cache: text('The folder of the fetched qemu-imgs.'),
  koffi: text('Its version, or that it doesn’t load.'),
  scratch: list(folder, 'In the order in which they are taken.'),
  start: object('Limits of one start of a program.', {
    milliseconds: count('Time.'),
    bytes: count('Output.'),
  }),
  limits: list(text('A limit.'), 'Limits that started programs inherit.'),
});

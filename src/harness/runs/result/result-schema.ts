import type { JsonSchema } from '../../../map/index.ts';
import { resultFormat } from './result-file.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

const text = (description: string): JsonSchema => ({ type: 'string', description });
const count = (description: string): JsonSchema => ({ type: 'integer', minimum: 0, description });
const flag = (description: string): JsonSchema => ({ type: 'boolean', description });
const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
const oneOf = (words: readonly string[], description: string): JsonSchema => ({ enum: words, description });
const counts = (description: string): JsonSchema => ({
  type: 'object',
  additionalProperties: { type: 'integer', minimum: 1 },
  description,
});
const bytes = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[0-9]+$',
  description: `${description} In bytes, as decimal digits: up to 2^63, which a double has not room for.`,
});
/** An object with these properties and no others; those of `optional` may be absent. */
const object = (description: string, properties: Properties, optional: Properties = {}): JsonSchema => ({
  type: 'object',
  description,
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

const extent = object(
  'One extent as it was printed; a key that the output doesn’t have is absent. See `map-parity schema`.',
  { start: bytes('First guest byte.'), length: bytes('Its length.') },
  {
    depth: count('The layer that decides; 0 is the top.'),
    present: flag('That layer says data or zeros itself.'),
    zero: flag('Reads as zeros.'),
    data: flag('Has data in the file.'),
    compressed: flag('The data is compressed.'),
    offset: bytes('Where start is stored in the file.'),
    file: text('The file that offset means: of the human table.'),
    value: count('Of a context of NBD: its 32 bits.'),
  },
);

const side = object(
  'What one side said.',
  { name: text('The subject or the oracle; of a relation, the command that it is a map of.') },
  {
    said: object('How it ended, and what it printed; absent where the side is made of several maps.', {
      end: text('`exit 0`, `signal SIGABRT`, `thrown TypeError: …`.'),
      stdout: text('As UTF-8.'),
      stderr: text('As UTF-8.'),
    }),
    extents: list(extent, 'What was read in stdout; absent where it is no map.'),
  },
);

const finding = object(
  'One fault, whatever the number of checks that show it.',
  {
    signature: text(
      'Its identity: blame, difference, the states around it; never versions, seeds, offsets, sizes.',
    ),
    oracles: list(text('A name of `oracles`, or `no oracle`.'), 'Where it was met.'),
    checks: count('How many checks showed it.'),
    known: flag('It is expected, and fails nothing.'),
    case: text('The smallest case that shows it, in the notation.'),
    evidence: object(
      'What that case shows, on the first of the oracles.',
      {
        blame: oneOf(
          ['subject', 'disputed', 'unknown', 'model', 'qemu', 'relation'],
          'Who is wrong, by the vote of subject, oracle and model; `disputed`: subject and model against the oracle; ' +
            '`qemu`: it crashes; `relation`: maps of the subject contradict each other.',
        ),
        difference: text('In words, without its place.'),
        sides: list(side, 'The subject first; or the two accounts that a relation compares.'),
      },
      { at: bytes('Guest offset of the first difference.') },
    ),
    report: text('What people read.'),
  },
  {
    met: object('Where and when it was met first; absent where an earlier run met it.', {
      origin: text('How to come to the case again, like `seed 3, case 12`.'),
      milliseconds: {
        type: 'number',
        minimum: 0,
        description: 'Since the search began, without its pauses; of shards the least.',
      },
    }),
  },
);

const preliminary = object(
  'One thing that was checked before the cases.',
  {
    phase: oneOf(
      ['golden', 'known', 'stored'],
      'A golden case, a known finding, or a finding of an earlier run.',
    ),
    name: text('Of the golden case; else the signature.'),
    outcome: oneOf(['passed', 'skipped', 'warned', 'failed'], '`warned` fails nothing.'),
    detail: text('What people read of it; empty where there is nothing to say.'),
  },
  { finding },
);

const oracle = object(
  'A real qemu-img that took part.',
  {
    name: text('Short and unique.'),
    banner: text('The first line of --version.'),
    path: text('Where it stood.'),
  },
  {
    sha256: text('Of that file.'),
    package: object('What it was fetched from.', {
      name: text('Of the Debian package.'),
      version: text('Exact.'),
      suite: text('Of Debian.'),
    }),
  },
);

const tally = object('Each check is in one of matched … unjudged, skipped, oracleErrors.', {
  cases: count('How many ran.'),
  checks: count('One query of one case on one oracle.'),
  matched: count('Subject, model and oracle say the same.'),
  unmodelled: counts('Subject and oracle say the same; the model abstains: by reason.'),
  divergences: count('Subject and oracle differ.'),
  modelErrors: count('Subject and oracle agree against the model: a fault of the harness.'),
  crashes: count('The oracle crashed, twice alike.'),
  unjudged: count('No oracle took part.'),
  relations: counts('How often each relation held, by name.'),
  brokenRelations: count('How many relations were broken.'),
  skipped: counts('By reason.'),
  oracleErrors: counts('By oracle and error.'),
  exitStatus: { enum: [0, 1, 3], description: 'The worst of all checks.' },
});

/** The JSON Schema (draft 2020-12) of what `run --result` writes. */
export const resultSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: resultFormat,
  ...object('What a campaign, or all shards of one, came to.', {
    format: { const: resultFormat },
    subject: text('What was tested.'),
    seed: count('Case i is a function of seed, features and i.'),
    features: list(text('A feature that every case has.'), 'None: any case.'),
    shards: list(
      object('The cases i with i mod count = index.', { index: count('From 0.'), count: count('Of all.') }),
      'What the result is made of.',
    ),
    next: count('The first case that no shard ran.'),
    milliseconds: {
      type: 'number',
      minimum: 0,
      description: 'Of all shards together, without the pauses in which findings are reduced.',
    },
    interrupted: flag('A signal ended it before its budget.'),
    preliminaries: list(preliminary, 'Goldens, known findings, stored findings.'),
    tally,
    coverage: object(
      'What met in queries that were judged; bits of a place, least significant first, as Base64.',
      {
        of: list(text('Kind and name.'), 'The items.'),
        items: text('A bit an item.'),
        pairs: text('A bit for items i < j, at j (j - 1) / 2 + i.'),
        triples: text('A bit for items i < j < k, at k (k - 1) (k - 2) / 6 + j (j - 1) / 2 + i.'),
      },
    ),
    findings: list(finding, 'New ones.'),
    oracles: list(oracle, 'None: nothing is proved.'),
    lost: list(
      object('A qemu-img that doesn’t answer.', {
        name: text('As above.'),
        error: object('What is wrong.', {
          kind: oneOf(['missing', 'hung', 'flooded', 'killed', 'rubbish', 'unsteady'], 'The kind.'),
          detail: text('In words.'),
        }),
      }),
      'The result is then 3.',
    ),
  }),
};

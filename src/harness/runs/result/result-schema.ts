import type { JsonSchema } from '../../../map/index.ts';
import { findingSchema } from './finding-schema.ts';
import { resultFormat } from './result-file.ts';
import { count, counts, flag, list, object, oneOf, text } from './schema-parts.ts';

const preliminary = object(
  'One check before the cases.',
  {
    phase: oneOf(
      ['golden', 'known', 'stored'],
      'A golden case, a known finding, or a finding of an earlier run.',
    ),
    name: text('The name of the golden case, or the signature of the finding.'),
    outcome: oneOf(['passed', 'skipped', 'warned', 'failed'], '`warned` fails nothing.'),
    detail: text('Text for people; may be empty.'),
  },
  { finding: findingSchema },
);

const oracle = object(
  'A real qemu-img that took part.',
  {
    name: text('Short and unique.'),
    banner: text('The first line of --version.'),
    path: text('Path of the program.'),
  },
  {
    sha256: text('SHA-256 of that file.'),
    package: object('The Debian package that it was fetched from.', {
      name: text('Name.'),
      version: text('Exact version.'),
      suite: text('Suite of Debian.'),
    }),
  },
);

/** The schema of the qemu-imgs that don't answer. */
export const lostSchema: JsonSchema = list(
  object('A qemu-img that doesn’t answer.', {
    name: text('Its name.'),
    error: object('What is wrong.', {
      kind: oneOf(['missing', 'hung', 'flooded', 'killed', 'rubbish', 'unsteady'], 'The kind.'),
      detail: text('In words.'),
    }),
  }),
  'The qemu-imgs that don’t answer; with any of them the exit status is 3.',
);

const tally = object('Each check counts in one of matched … unjudged, skipped, oracleErrors, unanswered.', {
  cases: count('Number of cases.'),
  checks: count('One query of one case, or of a golden, on one oracle.'),
  goldenChecks: count('How many of the checks are of goldens.'),
  matched: count('Subject, model and oracle agree.'),
  unmodelled: counts('Subject and oracle agree, the model abstains: by its reason.'),
  divergences: count('Subject and oracle differ.'),
  modelErrors: count('Subject and oracle agree against the model: an error of the harness.'),
  crashes: count('The oracle crashed twice in the same way.'),
  unjudged: count('No oracle took part.'),
  relations: counts('Relations that hold, by name.'),
  brokenRelations: count('Relations that are broken.'),
  skipped: counts('Skipped checks and cases, by reason.'),
  oracleErrors: {
    type: 'object',
    additionalProperties: object('The checks in which one oracle failed in the same words.', {
      times: count('How many they are.'),
      oracle: text('Name of the oracle.'),
      example: object(
        'The first of their cases.',
        {
          origin: text('How to generate the case again, like `seed 3, case 12`.'),
          at: count('Its place among all cases.'),
          case: text('The case, with the one query, in the notation.'),
        },
        {
          replay: text('The command that tries the case again, from where it is kept.'),
          unkept: text('Why the case could not be kept.'),
        },
      ),
    }),
    description: 'Errors of oracles, by oracle and error.',
  },
  unanswered: counts('Checks that a program hung in until the time was up, by program and case.'),
  features: {
    type: 'object',
    additionalProperties: object('The answers of the subject in checks with this feature.', {
      tried: count('Judged by an oracle, or refused.'),
      agreed: count('The oracle gives the same answer.'),
      refused: count('The subject says by name that it can’t.'),
    }),
    description:
      'By feature of the chain: cell states, layers, and the names of --feature. By option of the query only where the subject takes the arguments of map.',
  },
  exitStatus: { enum: [0, 1, 3], description: 'The worst of all checks.' },
});

/** The JSON Schema (draft 2020-12) of the file that `run --result` writes. */
export const resultSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: resultFormat,
  ...object('The result of a campaign, or of all its shards.', {
    format: { const: resultFormat },
    subject: text('Name of the subject.'),
    seed: count('Case i is a function of seed, features and i.'),
    features: list(text('A feature that every case has.'), 'None: any case.'),
    without: list(text('A feature or option that was left out.'), 'None: nothing.'),
    shards: list(
      object('The cases i for which i mod count = index.', {
        index: count('From 0.'),
        count: count('Number of shards.'),
      }),
      'The shards in this result.',
    ),
    next: count('The first case that no shard ran.'),
    milliseconds: {
      type: 'number',
      minimum: 0,
      description: 'The sum of all shards, without the pauses in which findings are reduced.',
    },
    interrupted: flag('A signal ended it early.'),
    timeUp: flag('The time was up before all planned cases were done.'),
    preliminaries: list(preliminary, 'Checks before the cases: goldens, known findings, stored findings.'),
    tally,
    coverage: object('Coverage of the queries that were judged: bits, least significant first, as Base64.', {
      of: list(text('Kind and name.'), 'The items, in the order of the bits.'),
      items: text('One bit for each item.'),
      pairs: text('One bit for items i < j, at j (j - 1) / 2 + i.'),
      triples: text('One bit for items i < j < k, at k (k - 1) (k - 2) / 6 + j (j - 1) / 2 + i.'),
    }),
    findings: list(findingSchema, 'New findings.'),
    oracles: list(oracle, 'The qemu-imgs that took part; without any nothing is proved.'),
    lost: lostSchema,
  }),
};

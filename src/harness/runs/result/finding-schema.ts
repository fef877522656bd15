import type { JsonSchema } from '../../../map/index.ts';
import { bytes, count, flag, list, object, oneOf, text } from './schema-parts.ts';

/** The schema of one printed extent. */
export const sideExtentSchema: JsonSchema = object(
  'One printed extent; keys that the output lacks are absent. See `map-parity schema`.',
  { start: bytes('First guest byte.'), length: bytes('Length.') },
  {
    depth: count('Depth of the layer that decides; 0 is the top.'),
    present: flag('That layer holds data or explicit zeros.'),
    zero: flag('Reads as zeros.'),
    data: flag('The file has data.'),
    compressed: flag('The data is compressed.'),
    offset: bytes('Host offset of start.'),
    file: text('The file that offset refers to; in the human table only.'),
    value: count('The 32 bits of a block of an NBD context.'),
  },
);

/** The schema of one side of a difference. */
export const sideSchema: JsonSchema = object(
  'One side of the difference.',
  { name: text('The subject or the oracle; for a relation, the command that printed the map.') },
  {
    said: object('The end and the output of the program; absent for a side that is made of several maps.', {
      end: text('`exit 0`, `signal SIGABRT`, `thrown TypeError: …`.'),
      stdout: text('As UTF-8.'),
      stderr: text('As UTF-8.'),
    }),
    extents: list(sideExtentSchema, 'The extents in stdout; absent if it is no map.'),
  },
);

/** The schema of one finding in a result. */
export const findingSchema: JsonSchema = object(
  'One fault, however many checks show it.',
  {
    signature: text(
      'Identifies the fault: blame, difference, the states around it; never versions, seeds, offsets or sizes.',
    ),
    oracles: list(text('A name of `oracles`, or `no oracle`.'), 'The oracles that show it.'),
    checks: count('Number of checks that show it.'),
    known: flag('It is a known finding, and fails nothing.'),
    complete: flag('False if the run ended before the case was as small as it gets.'),
    case: text('The smallest case that shows it, in the notation.'),
    evidence: object(
      'What that case shows on the first of the oracles.',
      {
        blame: oneOf(
          ['subject', 'disputed', 'unknown', 'model', 'qemu', 'relation'],
          'Who is wrong, by the vote of subject, oracle and model; `disputed`: subject and model against the oracle; ' +
            '`qemu`: it crashes; `relation`: maps of the subject contradict each other.',
        ),
        difference: text('In words, without its offset.'),
        sides: list(sideSchema, 'The subject and the oracle; or the two sides of a relation.'),
      },
      { at: bytes('Guest offset of the first difference.') },
    ),
    report: text('The report for people.'),
  },
  {
    met: object('The first sighting; absent for a finding that an earlier run stored.', {
      origin: text('How to generate the case again, like `seed 3, case 12`.'),
      milliseconds: {
        type: 'number',
        minimum: 0,
        description: 'Since the search began, without pauses; the least of all shards.',
      },
    }),
  },
);

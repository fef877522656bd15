import type { JsonSchema } from '../../../map/index.ts';
import { sideExtentSchema } from '../../runs/result/finding-schema.ts';
import { bytes, count, flag, list, object, text } from '../../runs/result/schema-parts.ts';
import type { Explanation } from '../explanation/explanation.ts';
import { type Document, documentSchema, formatOf } from './document.ts';

/** What `explain --json` prints. */
export function explainDocument(image: string, offset: bigint, explanation: Explanation): Document {
  return { format: formatOf('explain'), image, offset, ...explanation };
}

const lookup = object(
  'The table entries of the offset.',
  {
    unit: object(
      'What an entry of the last table describes.',
      {
        name: text('As the format calls it, like `cluster`.'),
        index: bytes('Its number.'),
        bytes: count('Its size.'),
        byte: count('Which of its bytes is at the offset.'),
      },
      {
        varies: flag('Units are of several sizes, of which this is one.'),
        host: count('Where it begins in the file, in bytes, if map is told nothing of it.'),
      },
    ),
    state: text('The state of the unit, or of its part at the offset.'),
    entries: list(
      object(
        'An entry of a table.',
        {
          table: text('As the format calls it, like `L1`.'),
          index: count('Its number.'),
          word: text('The entry, in hexadecimal; of one of many numbers, the first.'),
          meaning: text('What it says.'),
        },
        {
          offset: count('Where the entry is in the image file, in bytes.'),
          fields: list(
            object('Neighbouring bits that mean one thing. Bit 0 is the least significant.', {
              name: text('What they mean.'),
              high: count('The most significant bit.'),
              low: count('The least significant bit.'),
            }),
            'The fields of the entry, from the most significant bit down. Absent: it is one number.',
          ),
        },
      ),
      'The entries that are read, in this order.',
    ),
  },
  {
    remark: text('What is unusual about that state.'),
    equal: count('How many units, this one included, are known to have an equal last entry. Absent: 1.'),
    parts: object('Parts of the unit with states of their own.', {
      name: text('As the format calls one.'),
      bitmap: text('The bitmap that says what they are, in hexadecimal.'),
      index: count('Which part the offset is in.'),
      states: list(text('A state.'), 'The state of each part.'),
    }),
  },
);

const layer = object(
  'One layer.',
  {
    depth: count('From the top, 0.'),
    name: text('The name that it was opened by.'),
    format: text('The driver, by its name in qemu.'),
    virtualSize: bytes('Its size.'),
    answer: text('What it says of the offset, like `data`, `zeros`, `below` or `past-end`.'),
  },
  {
    dataFile: text('The file that host offsets refer to, if it is another one.'),
    offset: bytes('The host offset of the byte.'),
    lookup,
  },
);

/** The JSON Schema of what `explain --json` prints. */
export const explainSchema: JsonSchema = documentSchema(
  'explain',
  'Which layer decides at a guest offset, and why.',
  {
    image: text('The image.'),
    offset: bytes('The guest offset.'),
    layers: list(layer, 'From the top to the one that decides.'),
    complaints: list(text('A line.'), 'What qemu-img prints on stderr on the way.'),
    missedHoles: flag('Holes of the file could not be asked for, so raw files are one data extent.'),
  },
  { extent: sideExtentSchema, failure: text('Why map fails before it reaches the offset.') },
);

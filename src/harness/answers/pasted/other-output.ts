/** Something that isn't a map, and what to give in its place. */
interface OtherOutput {
  readonly what: string;
  readonly next: string;
}

/** What to give in place of something that isn't a map. */
export const mapOfQemu: string = 'Give the output of qemu-img map, JSON or not.';
const mapOfNbdinfo = 'Give the output of nbdinfo --map without --totals.';
const ofCommand = (command: string): string => `there is no map in this text, but the output of ${command}`;

/** Outputs that people give in place of a map, by a line or a key that each of them has in all versions, as text and as JSON. */
const others: readonly (readonly [pattern: RegExp, what: string, next: string])[] = [
  [
    /^.*\b\d+ +\d+\.\d% +\d+ \S|"percent"\s*:/m,
    'the totals of nbdinfo: they say how much of each kind there is, not where',
    mapOfNbdinfo,
  ],
  [/\bexport="|"export-(?:name|size)"\s*:/, ofCommand('nbdinfo without --map'), mapOfNbdinfo],
  [/\bvirtual size: |"virtual-size"\s*:/, ofCommand('qemu-img info'), mapOfQemu],
  [
    /No errors were found on the image|\bImage end offset: |"check-errors"\s*:/,
    ofCommand('qemu-img check'),
    mapOfQemu,
  ],
  [/\bfully allocated size: |"fully-allocated"\s*:/, ofCommand('qemu-img measure'), mapOfQemu],
  [/Images are identical\.|Content mismatch at offset/, ofCommand('qemu-img compare'), mapOfQemu],
  [/Snapshot list:/, ofCommand('qemu-img snapshot'), mapOfQemu],
  [/bytes +(?:not )?allocated at offset/, ofCommand('the command map of qemu-io'), mapOfQemu],
  [/\busage:/i, 'there is no map in this text, but the help of a command', mapOfQemu],
  [
    /qemu-img: \S/,
    'there is no map in this text, but an error of qemu-img',
    'Correct what it says, and give the map.',
  ],
];

/** What a text without a map is, and what to give in its place. */
export function otherOutput(text: string): OtherOutput {
  if (text.trim() === '') return { what: 'this text is empty', next: mapOfQemu };
  const [, what, next] = others.find(([pattern]) => pattern.test(text)) ?? [];
  return { what: what ?? 'there is no map in this text', next: next ?? mapOfQemu };
}

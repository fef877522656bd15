import type { Behaviours } from './behaviour.ts';

/** What versions do differently with images of the formats that have no table of their own: raw and the small ones. */
export interface FormatValues {
  /** Errors of the raw driver about `offset` and `size` print these numbers. False: they print 0. */
  readonly rawErrorsShowNumbers: boolean;
  /** The formats that a file with the magic of VDI is taken for if it has their magic too. */
  readonly probedBeforeVdi: readonly string[];
  /** A VPC footer at the end of a file that isn't of a fixed disk: refused, or qemu crashes in the walk. */
  readonly vpcOddFooter: 'refused' | 'crash';
  /** How many bytes of the dynamic header of a VHD are read. */
  readonly vpcDynamicHeader: 512 | 1024;
  /** Whose VPC images have the size of their geometry: of all creators but those known to mean the size, or of two alone. */
  readonly vpcGeometry: 'unless-known' | 'of-virtual-pc';
  /** The checks of a QED header have texts of their own. */
  readonly qedTexts: boolean;
  /** Whether the size of a cloop image is kept as its number of sectors, or as the lower 32 bits of that. */
  readonly cloopSize: 'exact' | 'modulo 2^32';
  /** How much of the chunks of a dmg image is checked: some fields, or also that there are any, and the size of raw ones. */
  readonly dmgChecks: 'some' | 'all';
  /** Where the search for a chunk of a dmg image begins to halve: at all chunks, or at one more, which is none. */
  readonly dmgSearch: 'chunks' | 'one more';
  /** Chunks of a dmg image that qemu passes over cause warnings. */
  readonly dmgWarnings: boolean;
}

export const formats: Behaviours<FormatValues> = {
  rawErrorsShowNumbers: {
    why: 'errors of raw printed numbers before these were set; fixed in 9.2 and four stable series',
    values: [
      { since: '5.2', measured: '5.2..7.1.0', value: false },
      { since: '7.2.15', measured: '7.2', value: true },
      { since: '8.0', measured: '8.2.0', value: false },
      { since: '8.2.8', value: true },
      { since: '9.0', value: false },
      { since: '9.0.4', value: true },
      { since: '9.1', measured: '9.1.0', value: false },
      { since: '9.1.2', measured: '10.0..11.1', value: true },
    ],
  },
  probedBeforeVdi: {
    why: 'the order in which a build registers its drivers decides; measured on Debian builds alone',
    values: [
      { since: '5.2', measured: '5.2', value: ['qcow', 'qcow2', 'vmdk'] },
      { since: '7.2', measured: '7.2', value: ['qed', 'parallels'] },
      { since: '10.0', measured: '10.0 11.1', value: ['qed', 'vmdk', 'vpc', 'vhdx', 'parallels'] },
    ],
  },
  vpcOddFooter: {
    why: 'a footer at the end is of a fixed disk alone since 6.2; before, other types divide by zero',
    values: [
      { since: '5.2', value: 'crash' },
      { since: '6.2', value: 'refused' },
    ],
  },
  vpcDynamicHeader: {
    why: '7.2 reads the whole dynamic header of a VHD, 5.2 its first half; no build between them was run',
    values: [
      { since: '5.2', measured: '5.2', value: 512 },
      { since: '7.2', measured: '7.2 10.0 11.1', value: 1024 },
    ],
  },
  vpcGeometry: {
    why: 'the geometry gives the size of images of Virtual PC and of qemu alone since 10.0',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'unless-known' },
      { since: '10.0', measured: '10.0 11.1', value: 'of-virtual-pc' },
    ],
  },
  qedTexts: {
    why: 'the checks of QED headers have texts since 6.0',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '6.0', measured: '7.2 10.0 11.1', value: true },
    ],
  },
  cloopSize: {
    why: 'the number of sectors of cloop images has 64 bits; fixed in 10.0.13 and between 10.2.2 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'modulo 2^32' },
      { since: '10.0.13', measured: '10.0', value: 'exact' },
      { since: '10.1', value: 'modulo 2^32' },
      { since: '11.1', measured: '11.1', value: 'exact' },
    ],
  },
  dmgChecks: {
    why: 'a dmg image has chunks, and raw ones of the size that they say; fixed in 10.0.13 and between 10.2.2 and 11.1',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'some' },
      { since: '10.0.13', measured: '10.0', value: 'all' },
      { since: '10.1', value: 'some' },
      { since: '11.1', measured: '11.1', value: 'all' },
    ],
  },
  dmgSearch: {
    why: 'qemu searches the chunks of a dmg image, and no longer one more behind them; fixed with the checks of chunks',
    values: [
      { since: '5.2', measured: '5.2 7.2', value: 'one more' },
      { since: '10.0.13', measured: '10.0', value: 'chunks' },
      { since: '10.1', value: 'one more' },
      { since: '11.1', measured: '11.1', value: 'chunks' },
    ],
  },
  dmgWarnings: {
    why: 'chunks of a dmg image that are passed over cause warnings; changed between 5.2 and 7.2',
    values: [
      { since: '5.2', measured: '5.2', value: false },
      { since: '7.2', measured: '7.2 10.0 11.1', value: true },
    ],
  },
};

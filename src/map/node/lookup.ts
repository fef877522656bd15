/** How a format looks up a guest offset in its tables, for people. Offsets and sizes are bytes. */
export interface Lookup {
  /** What an entry of the last table describes. */
  readonly unit: {
    /** As the format calls it: `cluster`, `grain`, `block`. */
    readonly name: string;
    readonly index: bigint;
    readonly bytes: number;
    /** Which of its bytes is at the offset. */
    readonly byte: number;
    /** Units are of several sizes: `bytes` is that of this one. */
    readonly varies?: true;
    /** Where its first byte is in the file, if map is told nothing of it. Absent: nowhere, or the answer has the offset. */
    readonly host?: number;
  };
  /** The state of the unit, or of its part at the offset; `compressed` in every format that compresses. */
  readonly state: string;
  /** What is unusual about that state, as a clause: `though the cluster has a host offset`. */
  readonly remark?: string;
  /** The entries that are read, in this order. */
  readonly entries: readonly TableEntry[];
  /** How many units, this one included, are known to have an equal last entry. Absent: 1. */
  readonly equal?: number;
  /** Present if parts of the unit have states of their own. */
  readonly parts?: UnitParts;
}

/** An entry of a table. */
export interface TableEntry {
  /** As the format calls it: `L1`, `grain directory`, `BAT`. */
  readonly table: string;
  readonly index: number;
  /** Where the entry is in the image file; absent: in the only table of its kind, whose place the header gives, or in text. */
  readonly offset?: number;
  /** The entry itself, in hexadecimal; of an entry of many numbers, the first. */
  readonly word: string;
  /** What it says: `L2 table at 0x40000`. */
  readonly meaning: string;
  /** The fields of the word, from the most significant bit down. Absent: it is one number. */
  readonly fields?: readonly WordField[];
}

/** Neighbouring bits of a table entry that mean one thing. Bit 0 is the least significant. */
export interface WordField {
  readonly name: string;
  /** The most significant bit of it. */
  readonly high: number;
  /** The least significant bit of it. */
  readonly low: number;
}

/** The parts of a unit, all of one size, and the bitmap that says what they are. */
export interface UnitParts {
  /** As the format calls one: `subcluster`. */
  readonly name: string;
  readonly bitmap: string;
  /** Which part the offset is in. */
  readonly index: number;
  readonly states: readonly string[];
}

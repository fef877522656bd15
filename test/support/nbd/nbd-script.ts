/** What a scripted NBD server sends at one point. Bytes are hexadecimal. */
export type Step =
  /**
   * A reply to an option, or a chunk of a structured reply, with the right magic and cookie. `sent`: only so many of its bytes.
   * `length`: what the head of the chunk says in place of the length of its data.
   */
  | {
      readonly type: number;
      readonly data?: string;
      readonly flags?: number;
      readonly sent?: number;
      readonly length?: number;
    }
  /** A simple reply to a request. */
  | { readonly simpleError: number }
  | { readonly raw: string }
  /** Ends the connection. */
  | 'close'
  /** Says nothing more, and keeps the connection. */
  | 'hang';

/** Stretches of an export, from its start, with the bits of their context. */
export type Stretches = readonly (readonly [length: number, flags: number])[];

/** What a scripted NBD server says in place of what the protocol asks of it. */
export interface NbdScript {
  /** The bytes that are announced. Absent: those of the content. */
  readonly size?: bigint;
  /** Absent: zeros. Past its end reads give zeros. */
  readonly content?: Uint8Array;
  /** Absent: it has flags, and is read-only. */
  readonly flags?: number;
  /** The stretches of the context, whatever its name. Absent: all of the export has no bit. */
  readonly stretches?: Stretches;
  /** The only export. Absent: any name is one. */
  readonly exportName?: string;
  /** How the server begins; hexadecimal bytes: those. Absent: newstyle with the fixed bit. */
  readonly greeting?: 'fixed' | 'newstyle' | 'oldstyle' | { readonly raw: string };
  /** Absent: it does. */
  readonly omitsZeroes?: boolean;
  /** Absent: yes. */
  readonly structured?: boolean;
  /** Absent: no. */
  readonly extended?: boolean;
  /** Absent: yes. */
  readonly knowsGo?: boolean;
  /** The contexts that it has. Absent: each that is asked for. */
  readonly contexts?: readonly string[];
  /** Minimum, preferred, maximum. Absent: not announced. */
  readonly blockSizes?: readonly [number, number, number];
  /** Whether the size is announced before the block sizes. Absent: it is. */
  readonly sizeFirst?: boolean;
  /** What is said to an option, by its number. */
  readonly options?: Readonly<Record<number, readonly Step[]>>;
  /** What is said to the request of a status, or of bytes, that begins at an offset. */
  readonly replies?: readonly {
    readonly command: 'read' | 'status';
    readonly at: number;
    readonly steps: readonly Step[];
    /** How often; after that the usual answer is given. Absent: always. */
    readonly times?: number;
  }[];
}

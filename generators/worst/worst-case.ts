/** An image that takes readers of its format longest, or most memory, by what its fields and tables say: the smallest file of each kind. */
export interface WorstCase {
  /** What is extreme in it, in words for people: `L1 table of noise`. */
  readonly name: string;
  /** The words after `map`. */
  readonly words: readonly string[];
  /** Its files by their names. They are made when they are needed: one may have 64 MiB. */
  readonly files: () => Readonly<Record<string, WorstFile>>;
}

/** A file: bytes at places, and holes. */
export interface WorstFile {
  readonly parts: readonly (readonly [at: number, bytes: Uint8Array])[];
  /** Bytes of the file; absent: it ends with its last part. */
  readonly length?: number;
}

/** The file that is mapped, where there is one only. */
export const image = 'a.img';

/** The words after `map` for an image of a format; `more` are options. */
export function mapped(format: string, ...more: readonly string[]): string[] {
  return ['--output=json', '-f', format, ...more, image];
}

/** The files of a case with one file. */
export function oneFile(length: number, ...parts: WorstFile['parts']): ReturnType<WorstCase['files']> {
  return { [image]: { parts, length } };
}

/** Bytes of a file that aren't all zeros. */
export interface Stretch {
  readonly at: number;
  readonly bytes: Buffer;
}

/** A file of a seed image. All bytes outside of its stretches are zeros. */
export interface SeedFile {
  readonly name: string;
  /** Bytes. */
  readonly length: number;
  readonly stretches: readonly Stretch[];
}

/** An image that a real qemu-img made, with the files that belong to it. */
export interface SeedImage {
  /** What it is and who made it, for people: `qcow2, compressed, of 11.1`. */
  readonly name: string;
  readonly format: string;
  /** The file that is mapped. */
  readonly image: string;
  /** The image, and what it refers to. */
  readonly files: readonly SeedFile[];
}

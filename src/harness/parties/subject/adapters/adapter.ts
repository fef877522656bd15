import type { ReadExtent } from '../../../answers/extents/read-extent.ts';
import type { SubjectFormat } from '../subject.ts';

/** Reads a format other than qemu-img's. */
export interface Adapter extends SubjectFormat {
  readonly name: string;
  /** Description of the format, in a few words for the help. */
  readonly reads: string;
  /**
   * The extents in stdout, in order.
   *
   * @throws Error with a line for people, when stdout can't be read
   */
  read(stdout: string): ReadExtent[];
}

import type { ReadExtent } from '../../../answers/extents/read-extent.ts';
import type { SubjectFormat } from '../subject.ts';

/** How the stdout of an implementation that isn't qemu-img's is read. */
export interface Adapter extends SubjectFormat {
  readonly name: string;
  /** What it reads, in a few words for the help. */
  readonly reads: string;
  /**
   * The extents in stdout, from start to end.
   *
   * @throws Error with a line for people where it can't be read
   */
  read(stdout: string): ReadExtent[];
}

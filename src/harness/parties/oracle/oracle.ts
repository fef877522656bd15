import type { Profile } from '../../../map/profile/profile.ts';
import type { Manifest } from './manifest.ts';
import type { NbdPrograms } from './nbd-programs.ts';
import type { Program } from './program.ts';

/** A real qemu-img, by path and exact version. */
export interface Oracle {
  /** Unique in a run: `10.0` for a fetched one, else the path as the user gave it. */
  readonly name: string;
  /** The first line of `--version`. */
  readonly banner: string;
  readonly profile: Profile;
  readonly program: Program;
  /** The programs that query contexts of NBD. */
  readonly nbd: NbdPrograms;
  /** The manifest it was fetched with; absent: the user named its path. */
  readonly manifest?: Manifest;
}

import type { Query, Recipe } from '../../../../generators/recipe/recipe.ts';
import type { Profile } from '../../../map/profile/profile.ts';
import type { Manifest } from './cache/manifest.ts';
import type { NbdPrograms } from './nbd/nbd-programs.ts';
import type { Program } from './program.ts';

/** Something that a build lacks, because it was configured without it. */
export interface Lack {
  /** What it is, for people: `LUKS with aes-256, xts-plain64, sha256`. */
  readonly name: string;
  /** Whether the answer to a query depends on it. */
  isNeededBy(recipe: Recipe, query: Query): boolean;
}

/** A real qemu-img, by path and exact version. */
export interface Oracle {
  /** Unique in a run: `10.0` for a fetched one, else the path as the user gave it. */
  readonly name: string;
  /** The first line of `--version`. */
  readonly banner: string;
  readonly profile: Profile;
  readonly program: Program;
  /** What it was found to lack: queries that need it are skipped. Absent: it was not asked. */
  readonly lacks?: readonly Lack[];
  /** The programs that query contexts of NBD. */
  readonly nbd: NbdPrograms;
  /** The manifest it was fetched with; absent: the user named its path. */
  readonly manifest?: Manifest;
}

import type { Query, Recipe } from '../../../generators/recipe/recipe.ts';
import type { SparseFile } from '../../../generators/write/sparse-file.ts';
import type { FileSource } from '../../map/portable.ts';

/** A chain whose files can be read. */
export interface OpenInput {
  readonly source: FileSource;
  /** What is asked of it; at least one query. */
  readonly queries: readonly Query[];
  /** Its layers, or why they can't be told, in the words of qemu if it has any. */
  readonly drawn: DrawnRecipe | { readonly kind: 'refused'; readonly message: string };
  /** What the picture can't hold, and what a browser can't know. */
  readonly notes: readonly string[];
  /** The files that the chain names and that are not there. */
  readonly missing: readonly string[];
}

export interface DrawnRecipe {
  readonly kind: 'drawn';
  readonly recipe: Recipe;
  /** The query of the recipe: that of the user names files by other names. Absent: the same. */
  readonly query?: Query;
  /** The files of a recipe that was written, in the order of the layers. Absent: the files are those of the user. */
  readonly files?: readonly SparseFile[];
}

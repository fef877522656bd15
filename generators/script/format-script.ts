import type { Layer, Recipe } from '../recipe/recipe.ts';

/** How a script makes one layer, for a comment and as lines. */
export interface LayerScript {
  /** How the lines make the layer, and why not by commands of qemu. Stands after `# NAME: `. */
  readonly how: string;
  readonly lines: readonly string[];
  /** Lines that run when the whole chain is written: they patch what no command makes. */
  readonly patches: readonly string[];
  /** Whether clusters stand where the written recipe has them. */
  readonly keepsOffsets: boolean;
}

/** Makes layers of one format by lines of a shell script. */
export interface FormatScript<L extends Layer> {
  /** @throws WriteError as `writeRecipe` */
  layerScript(recipe: Recipe, layer: L): LayerScript;
}

import type { Layer, Recipe } from '../recipe/recipe.ts';

/** How a script makes one layer. */
export interface LayerScript {
  /** Behind `# NAME: `: how the lines make the layer, and why not by commands of qemu. */
  readonly how: string;
  readonly lines: readonly string[];
  /** Lines that come when the whole chain is written: they patch what no command makes. */
  readonly patches: readonly string[];
  /** Whether clusters stand where the written recipe has them. */
  readonly keepsOffsets: boolean;
}

/** Makes layers of one format by lines of a shell script. */
export interface FormatScript<L extends Layer> {
  /** @throws WriteError as `writeRecipe` */
  layerScript(recipe: Recipe, layer: L): LayerScript;
}

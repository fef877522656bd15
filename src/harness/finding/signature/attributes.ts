import { normalRecipe } from '../../../../generators/recipe/normal-form.ts';
import type { Layer, Qcow2Layer, Query, Recipe } from '../../../../generators/recipe/recipe.ts';

/** What a layer may state beyond its cells, in the words of the notation. */
const words: Readonly<Partial<Record<keyof Qcow2Layer, string>>> = {
  size: 'size',
  backing: 'backing',
  backingFormat: 'fmt',
  extendedL2: 'extl2',
  compression: 'zstd',
  refcountBits: 'refbits',
  refcounts: 'refcounts',
  skeleton: 'skeleton',
  l2: 'l2',
  dataFile: 'data',
  dataFileRaw: 'data-raw',
  encryption: 'crypt',
  dirty: 'dirty',
  corrupt: 'corrupt',
  lazyRefcounts: 'lazy',
  headerLength: 'hdrlen',
  slots: 'at',
  extensions: 'ext',
  snapshots: 'snapshot',
};

/**
 * What a chain and a query have that the plainest have not, without values, each once: in a reduced case that is what
 * the fault takes.
 */
export function attributesOf(recipe: Recipe, query: Query): string[] {
  const layers = normalRecipe(recipe).layers;
  return [...new Set([...layers.flatMap(layerWords).toSorted(), ...queryWords(query)])];
}

function layerWords(layer: Layer): string[] {
  const stated = Object.keys(layer).flatMap(key => words[key as keyof Qcow2Layer] ?? []);
  if (layer.format === 'raw') return ['raw', ...stated];
  return layer.version === 2 ? ['v2', ...stated] : stated;
}

/** The options of a query by name; that it asks for a table instead of JSON. */
function queryWords(query: Query): string[] {
  const options = query.filter(word => word.startsWith('-'));
  const names = options.map(word => word.split('=', 1)[0]!).filter(name => name !== '--output');
  const isTable = !names.includes('--context') && !query.some(word => /^(--output=)?json$/.test(word));
  return [...names.toSorted(), ...(isTable ? ['table'] : [])];
}

import { heldStates } from '../recipe/held-states.ts';
import type { Layer, Qcow2Layer } from '../recipe/recipe.ts';

/** Extensions that change how the image is opened: another backing format, encryption, bitmaps. */
const tellingExtensions: ReadonlyMap<number, string> = new Map([
  [0xe2792aca, 'a second backing format'],
  [0x0537be77, 'an encryption header'],
  [0x23852875, 'bitmaps'],
]);

const unmodelledFeatures: readonly (keyof Qcow2Layer)[] = [
  'extendedL2',
  'compression',
  'refcountBits',
  'dataFile',
  'encryption',
  'dirty',
  'corrupt',
  'lazyRefcounts',
  'snapshots',
];

/** What of a layer the model doesn't know, if anything. */
export function unmodelled(layer: Layer): string | undefined {
  if (layer.edits !== undefined && layer.edits.length > 0) return 'the file is damaged';
  if (layer.format === 'raw') return undefined;
  const feature = unmodelledFeatures.find(key => layer[key] !== undefined);
  if (feature !== undefined) return `${feature} is not modelled yet`;
  const has = (states: readonly string[]): boolean =>
    layer.cells.some(cell => heldStates(cell).some(state => states.includes(state)));
  if (layer.version === 2 && has(['zero-plain', 'zero-allocated'])) return 'zero clusters in version 2';
  if (has(['data-hole']) && layer.refcounts !== 'none' && !layer.skeleton)
    return 'whether a hole shows depends on blocks of the host';
  const telling = layer.extensions?.find(({ type }) => tellingExtensions.has(type));
  return telling && `a header extension for ${tellingExtensions.get(telling.type)}`;
}

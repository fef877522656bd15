import { posix } from 'node:path';
import { normalCase } from '../../../../generators/recipe/normal-form.ts';
import type { Case, Layer, Qcow2Layer, Query } from '../../../../generators/recipe/recipe.ts';
import { toText } from '../../../map/basics/byte-string.ts';
import type { Chain } from '../../../map/chain/chain.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import type { Part } from './drawn-layer.ts';
import { type ChainNames, namesOf } from './layer-names.ts';
import { drawnPassword, drawQcow2 } from './qcow2-layer.ts';
import { drawRaw } from './raw-layer.ts';

/**
 * An open chain as a case: its picture, a note for each thing that the notation can't hold, and one map of it. Metadata
 * alone are read.
 *
 * @param part the guest bytes that are wanted, in each layer; absent: all
 * @throws HarnessError `too-long` where a layer has more runs than can be drawn
 */
export function drawChain(chain: Chain, part?: Part): Case {
  const names = namesOf(chain.layers);
  const wanted = part ?? { start: 0, end: Number.POSITIVE_INFINITY };
  const drawn = chain.layers.map((image, depth) => drawLayer(chain, depth, image, names, wanted));
  const layers = drawn.map(({ layer }) => layer).reverse();
  const notes = drawn.flatMap(({ layer, notes }) => notes.map(note => `${layer.name}: ${note}`)).reverse();
  const cut = part === undefined ? [] : [`drawn from byte ${part.start} on, up to byte ${part.end}`];
  return normalCase({ notes: [...cut, ...notes], recipe: { layers }, queries: [queryOf(layers, part)] });
}

function drawLayer(
  chain: Chain,
  depth: number,
  image: ImageFormat,
  names: ChainNames,
  part: Part,
): { readonly layer: Layer; readonly notes: readonly string[] } {
  const { name, dataName } = names.layers[depth]!;
  if (image.driver !== 'qcow2') return drawRaw(name, image, part);
  const { layer, notes, backingFormat } = drawQcow2(name, dataName, image, part);
  const backing = backingOf(chain, depth, backingFormat, names);
  const file = toText(image.file.path);
  const renamed = names.kept ? [] : [`its file is ${file}`];
  return { layer: { ...layer, ...backing.attributes }, notes: [...renamed, ...backing.notes, ...notes] };
}

interface DrawnBacking {
  readonly attributes: Pick<Qcow2Layer, 'backing' | 'backingFormat'>;
  readonly notes: readonly string[];
}

/** The name in the header is kept where it leads to the layer below; where options led elsewhere, a note says so. */
function backingOf(
  { layers }: Chain,
  depth: number,
  format: string | undefined,
  { kept }: ChainNames,
): DrawnBacking {
  const image = layers[depth]!;
  const deeper = layers[depth + 1];
  const name = toText(image.backing?.name ?? '');
  const backingFormat = format === undefined || format === '' ? null : format;
  const said = name === '' ? 'no backing file' : `the backing file ${JSON.stringify(name)}`;
  const note = [`its header names ${said}`];
  if (deeper === undefined) {
    const attributes = backingFormat === null ? {} : { backingFormat };
    return { attributes: { backing: null, ...attributes }, notes: name === '' ? [] : note };
  }
  if (kept && leadsTo(name, image, deeper))
    return { attributes: { backing: name, backingFormat }, notes: [] };
  return { attributes: { backingFormat }, notes: note };
}

/** A name of another protocol, or in JSON, is taken at its word. */
function leadsTo(name: string, image: ImageFormat, deeper: ImageFormat): boolean {
  if (name === '' || name.startsWith('/')) return false;
  if (/^[^/]*:/.test(name)) return true;
  const path = posix.join(posix.dirname(toText(image.file.path)), name);
  return path === posix.normalize(toText(deeper.file.path));
}

/** A map of what is drawn; encrypted layers get their password. */
function queryOf(layers: readonly Layer[], part: Part | undefined): Query {
  const name = layers.at(-1)!.name;
  const encrypted = [...layers.keys()].filter(index => {
    const layer = layers[index]!;
    return layer.format === 'qcow2' && layer.encryption !== undefined;
  });
  const window = part === undefined ? [] : ['-s', `${part.start}`, '-l', `${part.end - part.start}`];
  if (encrypted.length === 0) return ['--output=json', ...window, name];
  const keys = encrypted.map(index => `${'backing.'.repeat(layers.length - 1 - index)}encrypt.key-secret=s`);
  const options = ['driver=qcow2', `file.filename=${name.replaceAll(',', ',,')}`, ...keys].join(',');
  return [
    '--output=json',
    ...window,
    '--object',
    `secret,id=s,data=${drawnPassword}`,
    '--image-opts',
    options,
  ];
}

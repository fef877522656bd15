import { posix } from 'node:path';
import { isEncryptedAsWhole } from '../../../../generators/recipe/encrypted-as-whole.ts';
import { canState, traitsOf } from '../../../../generators/recipe/formats.ts';
import { normalCase } from '../../../../generators/recipe/normal-form.ts';
import { quoteWord } from '../../../../generators/recipe/picture/text/word.ts';
import type { Case, Layer, Qcow2Layer, Query } from '../../../../generators/recipe/recipe.ts';
import { toText } from '../../../map/basics/byte-string.ts';
import type { Chain } from '../../../map/chain/chain.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { drawerOf, isDrawn } from './drawers.ts';
import type { DrawnLayer, HoleStyle, Part } from './drawn-layer.ts';
import { fitHeaders } from './fit-headers.ts';
import { type ChainNames, namesOf } from './layer-names.ts';
import { drawnPassword } from './qcow2/qcow2-layer.ts';

/** A chain as a case. */
export interface DrawnChain {
  /** Its picture, a note for each thing that the notation can't hold, and one map of it. */
  readonly value: Case;
  /** Clusters of some layer have other host offsets than in the image. */
  readonly isMoved: boolean;
}

/**
 * Draws an open chain as a case. Only metadata are read.
 *
 * @param part the guest bytes to draw, in each layer; absent: all
 * @throws HarnessError `too-long` if a layer has more runs than can be drawn
 */
export function drawChain(chain: Chain, part: Part | undefined, holes: HoleStyle): DrawnChain {
  const names = namesOf(chain.layers);
  const drawnPart = part ?? { start: 0, end: Number.POSITIVE_INFINITY };
  const drawn = chain.layers.map((_, depth) => drawLayer(chain, depth, { names, part: drawnPart, holes }));
  const layers = drawn.map(({ layer }) => layer).reverse();
  const notes = drawn.flatMap(({ layer, notes }) => notes.map(note => `${layer.name}: ${note}`)).reverse();
  const cut = part === undefined ? [] : [`drawn from byte ${part.start} to byte ${part.end}`];
  const value = {
    notes: [...cut, ...notes],
    recipe: fitHeaders({ layers }),
    queries: [queryOf(layers, part)],
  };
  return { value: normalCase(value), isMoved: drawn.some(({ isMoved }) => isMoved) };
}

interface DrawOptions {
  readonly names: ChainNames;
  readonly part: Part;
  readonly holes: HoleStyle;
}

function drawLayer(chain: Chain, depth: number, { names, part, holes }: DrawOptions): DrawnLayer {
  const image = chain.layers[depth]!;
  const drawn = drawerOf(image).draw(image, names.layers[depth]!, part, holes);
  if (drawn.kind === 'base') {
    if (!canState(drawn.layer, 'backing')) return drawn;
    const { attributes, notes } = backingOf(chain, depth, undefined, names);
    const layer = 'backing' in attributes ? { ...drawn.layer, backing: attributes.backing } : drawn.layer;
    return { ...drawn, layer, notes: [...notes, ...drawn.notes] };
  }
  const { layer, notes, isMoved, backingFormat } = drawn;
  const backing = backingOf(chain, depth, backingFormat, names);
  const file = toText(image.file.path);
  const renamed = names.kept ? [] : [`its file is ${quoteWord(file)}`];
  return {
    layer: { ...layer, ...backing.attributes },
    notes: [...renamed, ...backing.notes, ...notes],
    isMoved,
  };
}

interface DrawnBacking {
  readonly attributes: Pick<Qcow2Layer, 'backing' | 'backingFormat'>;
  readonly notes: readonly string[];
}

/** Keeps the name in the header if it leads to the layer below. If options led elsewhere, a note says so. */
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
  const named = name === '' ? 'no backing file' : `the backing file ${quoteWord(name)}`;
  const note = [`its header names ${named}`];
  if (deeper === undefined) {
    const attributes = backingFormat === null ? {} : { backingFormat };
    return { attributes: { backing: null, ...attributes }, notes: name === '' ? [] : note };
  }
  // A layer that is drawn as raw for want of its own format needs the format that it is drawn in.
  const stated = isDrawn(deeper) ? { backingFormat } : {};
  if (kept && leadsTo(name, image, deeper)) return { attributes: { backing: name, ...stated }, notes: [] };
  return { attributes: stated, notes: note };
}

/** Whether a name in the header of `image` leads to `deeper`. A name with a protocol, or in JSON, is taken to. */
function leadsTo(name: string, image: ImageFormat, deeper: ImageFormat): boolean {
  if (name === '' || name.startsWith('/')) return false;
  if (/^[^/]*:/.test(name)) return true;
  const path = posix.join(posix.dirname(toText(image.file.path)), name);
  return path === posix.normalize(toText(deeper.file.path));
}

/** A map of the drawn bytes, with the passwords of encrypted layers. */
function queryOf(layers: readonly Layer[], part: Part | undefined): Query {
  const top = layers.at(-1)!;
  const { name, format } = top;
  const encrypted = [...layers.keys()].filter(index => layers[index]!.encryption !== undefined);
  const window = part === undefined ? [] : ['-s', `${part.start}`, '-l', `${part.end - part.start}`];
  const named = traitsOf(top).isProbed(top) ? [] : ['-f', format];
  if (encrypted.length === 0) return ['--output=json', ...window, ...named, name];
  const keys = encrypted.map(index => {
    const option = isEncryptedAsWhole(layers[index]!) ? 'key-secret' : 'encrypt.key-secret';
    return `${'backing.'.repeat(layers.length - 1 - index)}${option}=s`;
  });
  const options = [`driver=${format}`, `file.filename=${name.replaceAll(',', ',,')}`, ...keys].join(',');
  return [
    '--output=json',
    ...window,
    '--object',
    `secret,id=s,data=${drawnPassword}`,
    '--image-opts',
    options,
  ];
}

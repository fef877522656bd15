import { toText } from '../basics/byte-string.ts';
import { MetadataError } from '../basics/error.ts';
import type { Chain } from '../chain/chain.ts';
import type { ImageFile } from '../file/image-file.ts';
import { dataBit, noOffset, synthesisedBit, zeroBit } from '../kernel/bits.ts';
import { Kernel } from '../kernel/kernel.ts';
import { fileOfRun, type ImageFormat } from '../node/image-format.ts';
import type { Lookup } from '../node/lookup.ts';
import { addLayers } from '../node/walk/add-layers.ts';

/** What a layer contributes at a guest offset. */
export type LayerAnswer =
  /** The layer decides: it has data. */
  | 'data'
  /** The layer decides: it has data, in a hole of the host file. Only images that look preallocated have this. */
  | 'data-hole'
  /** The layer decides: it has explicit zeros. */
  | 'zeros'
  /** The layer doesn't allocate the offset, and its backing file decides. */
  | 'below'
  /** The layer doesn't allocate the offset and has no backing file: zeros are read. */
  | 'no-backing'
  /** The layer doesn't allocate the offset, and its backing file ends before it: zeros are read. */
  | 'short-backing'
  /** The layer doesn't allocate the offset and can't have a backing file: neither zeros nor data are reported. */
  | 'unallocated'
  /** The layer ends before the offset. */
  | 'past-end'
  /** The tables of the layer can't be followed, and map fails. */
  | 'failure';

/** What one layer has at a guest offset, and the table words that decide it. Offsets and sizes are bytes. */
export interface LayerExplanation {
  /** The index of the layer, from the top. */
  readonly depth: number;
  /** The name that the layer was opened by. */
  readonly name: string;
  /** The driver, by its name in qemu. */
  readonly format: string;
  readonly virtualSize: bigint;
  readonly answer: LayerAnswer;
  /** The file that host offsets refer to; absent if it is the image itself. */
  readonly dataFile?: string;
  /** The host offset of the byte; absent if the answer has none. */
  readonly offset?: bigint;
  /** The table entries; absent if the format has no tables or the layer ends before the offset. */
  readonly lookup?: Lookup;
}

const sector = 512n;

/**
 * Explains a guest offset (bytes): the layers from the top down to the one that decides it. If a backing file is too
 * short, it is the last one listed.
 */
export function explainChain(chain: Chain, offset: bigint): LayerExplanation[] {
  const explained: LayerExplanation[] = [];
  for (const depth of chain.layers.keys()) {
    const own = explainLayer(chain, depth, offset);
    explained.push(own);
    if (own.answer !== 'below' && own.answer !== 'short-backing') break;
  }
  return explained;
}

/** Explains what one layer has at a guest offset (bytes), whatever lies above it. */
export function explainLayer(chain: Chain, depth: number, offset: bigint): LayerExplanation {
  const layer = chain.layers[depth]!;
  const beyondEnd = offset >= BigInt(layer.virtualSize);
  const { dataFile, ...found } = beyondEnd
    ? ({ answer: 'past-end', dataFile: layer.dataFile } as const)
    : answerAt(layer, chain.layers[depth + 1], offset);
  const lookup = beyondEnd ? undefined : layer.explain(offset);
  return {
    depth,
    name: toText(layer.file.name),
    format: layer.driver,
    virtualSize: BigInt(layer.virtualSize),
    ...found,
    ...(dataFile !== layer.file && { dataFile: toText(dataFile.name) }),
    ...(lookup && { lookup }),
  };
}

/** The answer that a walk gets from the layer for the byte. Of one that a number doesn't hold exactly, it is that of its sector. */
function answerAt(
  layer: ImageFormat,
  backing: ImageFormat | undefined,
  offset: bigint,
): Pick<LayerExplanation, 'answer' | 'offset'> & { readonly dataFile: ImageFile } {
  const from = offset <= Number.MAX_SAFE_INTEGER ? offset : offset - (offset % sector);
  const kernel = Kernel.take();
  try {
    const [only] = addLayers(kernel, [layer], 'tables and holes');
    const { kind, offset: host, file = 0 } = only!.answerAt(Number(from), Number(from) + 1);
    const place = host === noOffset ? {} : { offset: BigInt(host) + (offset - from) };
    return { answer: answerOf(kind, layer, backing, from), ...place, dataFile: fileOfRun(layer, file) };
  } catch (error) {
    if (error instanceof MetadataError) return { answer: 'failure', dataFile: layer.dataFile };
    throw error;
  } finally {
    kernel.release();
  }
}

/** @param kind see kernel/bits.ts */
function answerOf(
  kind: number,
  { supportsBacking }: ImageFormat,
  backing: ImageFormat | undefined,
  offset: bigint,
): LayerAnswer {
  const zero = (kind & zeroBit) !== 0;
  if ((kind & dataBit) !== 0) return zero ? 'data-hole' : 'data';
  if ((kind & synthesisedBit) !== 0) return 'no-backing';
  if (zero) return 'zeros';
  if (!supportsBacking) return 'unallocated';
  if (backing === undefined) return 'no-backing';
  return offset >= BigInt(backing.virtualSize) ? 'short-backing' : 'below';
}

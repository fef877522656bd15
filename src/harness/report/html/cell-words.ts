import type { Layer } from '../../../../generators/recipe/recipe.ts';
import { MapParityError } from '../../../map/basics/error.ts';
import { explain, type Image, openImage } from '../../../map/index.ts';
import { layerLines } from '../layer-lines.ts';

/** Says what stands behind a guest offset (bytes) of one layer, whatever lies above it. */
export interface CellWords {
  at(offset: bigint): string[];
  close(): void;
}

/** The words of a layer of a chain that is written in `folder`; the reason alone where it can't be opened. */
export function cellWords(layer: Layer, depth: number, folder: string): CellWords {
  const opened = open(layer, folder);
  if (typeof opened === 'string') return { at: () => [opened], close: () => {} };
  return {
    at: offset => wordsAt(opened, depth, offset),
    close: () => opened.close(),
  };
}

function open(layer: Layer, directory: string): Image | string {
  const { name, format } = layer;
  try {
    if (layer.format === 'raw' || layer.encryption === undefined)
      return openImage(name, { format, directory });
    const options = `driver=qcow2,encrypt.key-secret=s,file.filename=${name.replaceAll(',', ',,')}`;
    const secrets = { s: layer.encryption.password };
    return openImage(options, { imageOptions: true, directory, secrets });
  } catch (error) {
    if (error instanceof MapParityError) return `nothing to show behind it: ${error.message}`;
    throw error;
  }
}

function wordsAt(image: Image, depth: number, offset: bigint): string[] {
  try {
    const [own] = explain(image, offset);
    return own === undefined ? [] : layerLines({ ...own, depth }).map(line => line.trim());
  } catch (error) {
    if (error instanceof MapParityError) return [`nothing to show behind it: ${error.message}`];
    throw error;
  }
}

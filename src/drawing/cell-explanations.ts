import type { Layer } from '../../generators/recipe/recipe.ts';
import { MapParityError } from '../map/basics/error.ts';
import { explain, type Image, openImage } from '../map/index.ts';
import type { CellExplanations } from './drawing.ts';
import { layerLines } from './layer-lines.ts';

/** Opens a layer of a chain that is written in `folder`. If it can't be opened, the reason is the explanation of each cell. */
export function openExplanations(layer: Layer, depth: number, folder: string): CellExplanations {
  const opened = open(layer, folder);
  if (typeof opened === 'string') return { at: () => [opened], close: () => {} };
  return {
    at: offset => explanationAt(opened, depth, offset),
    close: () => opened.close(),
  };
}

function open(layer: Layer, directory: string): Image | string {
  const { name, format } = layer;
  try {
    if (layer.encryption === undefined) return openImage(name, { format, directory });
    const options = `driver=${format},encrypt.key-secret=s,file.filename=${name.replaceAll(',', ',,')}`;
    const secrets = { s: layer.encryption.password };
    return openImage(options, { imageOptions: true, directory, secrets });
  } catch (error) {
    if (error instanceof MapParityError) return `no explanation: ${error.message}`;
    throw error;
  }
}

function explanationAt(image: Image, depth: number, offset: bigint): string[] {
  try {
    const [own] = explain(image, offset);
    return own === undefined ? [] : layerLines({ ...own, depth }).map(line => line.trim());
  } catch (error) {
    if (error instanceof MapParityError) return [`no explanation: ${error.message}`];
    throw error;
  }
}

import { posix } from 'node:path';
import { impliedStem } from '../../../../generators/recipe/implied-stem.ts';
import { nameMistake } from '../../../../generators/recipe/validation/name-mistake.ts';
import { toText } from '../../../map/basics/byte-string.ts';
import type { ImageFormat } from '../../../map/node/image-format.ts';
import { drawerOf } from './drawers.ts';
import type { LayerNames } from './drawn-layer.ts';

/** The names of a chain's files in the picture. */
export interface ChainNames {
  /** From the top down. */
  readonly layers: readonly LayerNames[];
  /** Relative names in headers still lead to the files. */
  readonly kept: boolean;
}

/**
 * Names the files of a chain, relative to one folder: by their own names, without the folder that all are in if need be.
 * If a recipe can't have these names, the files are named by their place in the chain.
 */
export function namesOf(layers: readonly ImageFormat[]): ChainNames {
  const paths = layers.map(layer => ({
    name: posix.normalize(toText(layer.file.path)),
    ...(hasDataFile(layer) && { dataName: posix.normalize(toText(layer.dataFile.path)) }),
  }));
  const folder = commonFolder(paths.flatMap(listed));
  const below = (path: string): string => posix.relative(folder, path);
  const shorter = paths.map(({ name, dataName }) => ({
    name: below(name),
    ...(dataName !== undefined && { dataName: below(dataName) }),
  }));
  const fit = [paths, shorter].find(names => areFit(names.flatMap(listed)));
  if (fit !== undefined) return { layers: fit, kept: true };
  const count = layers.length;
  const byPlace = layers.map((layer, depth) => {
    const stem = impliedStem(count - 1 - depth, count);
    return {
      name: `${stem}.${drawerOf(layer).format}`,
      ...(hasDataFile(layer) && { dataName: `${stem}.data` }),
    };
  });
  return { layers: byPlace, kept: false };
}

function hasDataFile(image: ImageFormat): boolean {
  return drawerOf(image).hasDataFiles && image.file !== image.dataFile;
}

function listed({ name, dataName }: LayerNames): string[] {
  return dataName === undefined ? [name] : [name, dataName];
}

function areFit(names: readonly string[]): boolean {
  return new Set(names).size === names.length && names.every(name => nameMistake(name) === undefined);
}

function commonFolder(paths: readonly string[]): string {
  let folder = posix.dirname(paths[0]!);
  while (folder !== posix.dirname(folder) && !paths.every(path => path.startsWith(`${folder}/`)))
    folder = posix.dirname(folder);
  return folder;
}

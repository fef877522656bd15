import { type MapRequest, type MapText, mapText } from './map-text.ts';

/** Maps of images that options describe, in one folder. */
export interface MapOptions {
  readonly map: (options: string, rest?: Partial<MapRequest>) => MapText;
  /** What stderr has after `qemu-img: Could not open '…': `. */
  readonly refused: (options: string, rest?: Partial<MapRequest>) => string;
}

/** Maps image options with `folder` as the working directory. */
export function mapOptionsIn(folder: string): MapOptions {
  const map: MapOptions['map'] = (name, rest) =>
    mapText({ name, directory: folder, imageOptions: true, ...rest });
  return {
    map,
    refused: (options, rest) =>
      map(options, rest).stderr.replace(`qemu-img: Could not open '${options}': `, ''),
  };
}

/**
 * The map as a library: open a chain of images, and read what `qemu-img map` prints for it.
 *
 * @module qemu-map-parity
 */

import './basics/require-node.ts';

export { Abort, MapError, MapParityError, MetadataError, Refusal, Unsupported } from './basics/error.ts';
export type { ErrorStatus, MapErrorCode } from './basics/error-codes.ts';
export { explain } from './explain.ts';
export type { Extent } from './extent.ts';
export { Confined } from './file/confined.ts';
export { type Image, type Layer, openImage } from './image.ts';
export { map } from './map.ts';
export { mapAsync } from './map-async.ts';
export type { MapAsyncOptions } from './map-async-options.ts';
export { type NbdBlock, nbdBlocks } from './nbd.ts';
export type { Lookup } from './node/lookup.ts';
export type { OpenImageOptions } from './open-image-options.ts';
export { parseMap } from './parse-map.ts';
export type { AnyMapEntry, MapEntry } from './profile/entry-fields.ts';
export { type JsonSchema, mapSchema } from './profile/map-schema.ts';
export { type Profile, profileNamed, profileOf } from './profile/profile.ts';
export type { LayerAnswer, LayerExplanation } from './status/explain.ts';
export type { NbdContext } from './status/nbd-blocks.ts';
export type { Window } from './status/window.ts';

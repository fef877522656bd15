/**
 * The library where there is no Node: in a browser, or beside files that the caller brings. It is what `index.ts` is, but all files
 * come from the option `files`.
 */

export { Abort, MapError, MapParityError, MetadataError, Refusal, Unsupported } from './basics/error.ts';
export type { ErrorStatus, MapErrorCode } from './basics/error-codes.ts';
export { explain } from './explain.ts';
export type { Extent } from './extent.ts';
export { Confined } from './file/confined.ts';
export type { Segment } from './file/image-file.ts';
export { type BlobLike, blobFiles } from './host/blob-files.ts';
export type { FileSource, SourceFile } from './host/file-source.ts';
export { pagedFile } from './host/paged-file.ts';
export type { Image, Layer } from './image.ts';
export { map } from './map.ts';
export { mapAsync } from './map-async.ts';
export type { MapAsyncOptions } from './map-async-options.ts';
export { type NbdBlock, nbdBlocks } from './nbd.ts';
export type { Lookup } from './node/lookup.ts';
export { openImage } from './open-image-of-files.ts';
export type { OpenImageOptions } from './open-image-options.ts';
export { parseMap } from './parse-map.ts';
export type { AnyMapEntry, MapEntry } from './profile/entry-fields.ts';
export { type JsonSchema, mapSchema } from './profile/map-schema.ts';
export { type Profile, profileNamed, profileOf } from './profile/profile.ts';
export type { LayerAnswer, LayerExplanation } from './status/explain.ts';
export type { NbdContext } from './status/nbd-blocks.ts';
export type { Window } from './status/window.ts';

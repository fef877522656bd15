/**
 * The map as a library: open a chain of images, and read what `qemu-img map` prints for it.
 *
 * @module qemu-map-parity
 */

import './basics/require-node.ts';

export { openImage } from './open-image.ts';
export * from './portable.ts';

import * as fc from 'fast-check';
import { fileNode, plainNode } from '../../recipe/plain-node.ts';
import type { Layer } from '../../recipe/recipe.ts';
import type { NodeOptions } from '../layer/node.ts';
import { partInside, rawWindow } from './raw-window.ts';

/** A node of the raw driver over a layer in its own format: its backing file isn't part of it, but its end counts. */
export function rawOverImage(layer: Layer): NodeOptions {
  return { driver: 'raw', file: plainNode(layer) };
}

/** For nodes of the raw driver that mostly show a part of a layer's file, and are refused now and then. */
export function rawOverFile(layer: Layer): fc.Arbitrary<NodeOptions> {
  return fc
    .oneof({ weight: 3, arbitrary: partInside(layer) }, { weight: 1, arbitrary: rawWindow(layer) })
    .map(window => ({ driver: 'raw', ...window, file: fileNode(layer.name) }));
}

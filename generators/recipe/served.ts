import type { Layer, Recipe } from './recipe.ts';

/** A layer whose file a server of NBD serves. */
export type ServedLayer = Layer & { readonly served: string };

export function isServed(layer: Layer): layer is ServedLayer {
  return layer.served !== undefined;
}

/** A server that is none of qemu. */
export const nbdkit = 'nbdkit';

/** Whether a text names a server as `served` does: a version of qemu, or nbdkit. */
export function isServer(text: string): boolean {
  return text === nbdkit || /^\d+\.\d+$/.test(text);
}

/** The socket on which the file of a layer is served, relative to the case's folder. */
export function socketOf({ name }: Pick<Layer, 'name'>): string {
  return `${name}.sock`;
}

/** The name by which a header or a query opens what is served on a socket. */
export function exportOn(socket: string): string {
  return `nbd+unix:///?socket=${encodeURIComponent(socket)}`;
}

/** The driver of such names. */
export const exportDriver = 'nbd';

/** The options of a node that opens what is served on a socket. */
export function exportNode(path: string): { driver: string; server: { type: string; path: string } } {
  return { driver: exportDriver, server: { type: 'unix', path } };
}

/** The layer that a name opens over NBD; undefined: it names none, or is not spelled in a way that recipes know. */
export function servedBy({ layers }: Recipe, name: string): ServedLayer | undefined {
  const [, encoded] = /^nbd\+unix:\/\/\/\?socket=([^&?#]+)$/.exec(name) ?? [];
  const [, plain] = /^nbd:unix:([^:]+)$/.exec(name) ?? [];
  const socket = encoded === undefined ? plain : decodeURIComponent(encoded);
  return layers.filter(isServed).find(layer => socketOf(layer) === socket);
}

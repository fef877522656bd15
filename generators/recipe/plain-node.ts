import type { Layer } from './recipe.ts';

/** The driver of a file that is read as it is. */
export const fileDriver = 'file';

/** The options of a node that reads the file of this name as it is. */
export function fileNode(filename: string): { driver: string; filename: string } {
  return { driver: fileDriver, filename };
}

/** The options of a node that opens the file of a layer in the format of the layer. */
export function plainNode({ name, format }: Pick<Layer, 'name' | 'format'>): {
  driver: string;
  file: { driver: string; filename: string };
} {
  return { driver: format, file: fileNode(name) };
}

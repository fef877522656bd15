import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal, Unsupported } from '../../basics/error.ts';
import type { ImageFile } from '../../file/image-file.ts';
import type { Node } from '../../node/node.ts';

/**
 * Refuses a target that writes to a node of the image that the filter watches. The locks of files say nothing about that, because
 * each file is open once.
 *
 * @param name that of the filter; undefined: qemu makes one up
 * @throws Refusal
 * @throws Unsupported where the text has a name that qemu makes up
 */
export function refuseWritesTo(file: Node, target: Node, name: ByteString | undefined): void {
  const watched = filesOf(file);
  if (!writtenBy(target).some(({ bytes }) => watched.has(bytes))) return;
  if (target !== file || name === undefined) throw new Unsupported('a target that writes to the image');
  const as = (child: string): string =>
    `by node '${name}' (uses node '${file.nodeName!}' as '${child}' child)`;
  throw new Refusal(
    `Permission conflict on node '${file.nodeName!}': permissions 'write' are both required ${as('target')} and ` +
      `unshared ${as('file')}.`,
  );
}

function writtenBy(node: Node): Node[] {
  return [node, ...(node.writesTo ?? []).flatMap(writtenBy)];
}

function filesOf(node: Node): Set<ImageFile> {
  const ofLayers = node.layers.flatMap(({ file, dataFile, extents = [] }) => [
    file,
    dataFile,
    ...extents.map(extent => extent.file),
  ]);
  return new Set([...writtenBy(node).map(({ bytes }) => bytes), ...ofLayers]);
}

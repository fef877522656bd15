import type { ByteString } from '../basics/byte-string.ts';
import { toText } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Referrer } from '../file/confinement.ts';
import type { Notice } from '../node/image-format.ts';
import { backingFileName } from '../node/file-name.ts';
import type { Node } from '../node/node.ts';
import { type Options, takeChild, textOf } from '../options/options.ts';

/** How a node is opened: by a file name, by options, or both. */
export interface Source {
  readonly name?: ByteString;
  readonly options: Options;
  /** The options of the node above; absent: there is none. */
  readonly parent?: Options;
  /** Where nothing names a driver: the format is probed, or it is a file below a format. */
  readonly probed: boolean;
  readonly referrer: Referrer;
}

/** A backing file to be opened, or a node that is open already, by its name. */
export type Backing = Source | { readonly node: ByteString };

/** What stands before the words of each layer below the top. */
export const backingPrefix = 'Could not open backing file: ';

export const referenceWithMore =
  'Cannot reference an existing block device with additional options or a new filename';

/** Whether the options say that there is no backing file, whatever the header says. */
export function takeNoBacking(options: Options, notice: Notice): boolean {
  const backing = options.get('backing');
  if (backing !== null && backing !== '') return false;
  if (backing === '') {
    notice('qemu-img: warning: Use of "backing": "" is deprecated; use "backing": null instead\n');
  }
  options.delete('backing');
  return true;
}

/**
 * How the backing file of `node` is to be opened: as its header says, unless the options say otherwise; undefined
 * where there is none. A format in the header holds where the options give none.
 *
 * @param parent all options of the node
 * @throws Refusal
 */
export function takeBacking(node: Node, options: Options, parent: Options): Backing | undefined {
  const image = node.driver === 'qcow2' ? node.layers[0] : undefined;
  const reference = textOf(options, 'backing');
  const child = takeChild(options, 'backing.');
  const header = image?.backing ?? { name: '', format: '' };
  if (reference === undefined && child.size === 0 && header.name === '') return undefined;
  if (image === undefined) throw new Refusal("Driver doesn't support backing files");
  options.delete('backing');
  if (reference !== undefined) {
    if (child.size > 0) throw new Refusal(backingPrefix + referenceWithMore);
    return { node: reference };
  }
  if (header.format !== '' && !child.has('driver')) child.set('driver', header.format);
  const source = {
    options: child,
    parent,
    probed: true,
    referrer: `the backing file of ${toText(image.file.name)}`,
  };
  if (header.name === '' || child.has('file.filename')) return source;
  return { ...source, name: backingFileName(image.file.path, header.name) };
}

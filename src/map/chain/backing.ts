import { type ByteString, toText } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Notice } from '../basics/notice.ts';
import { referenceWithMore } from '../node/children/named-nodes.ts';
import { backingFileName, isRelative } from '../node/file-name.ts';
import type { Node } from '../node/node.ts';
import type { Source } from '../node/source.ts';
import { type Options, takeChild, textOf } from '../options/options.ts';

/** A backing file that is to be opened, or the name of a node that is open already. */
export type Backing = (Source | { readonly node: ByteString }) & {
  /** The name in the header, if options say what the backing file is. Absent: it is what the header names. */
  readonly overrules?: ByteString;
};

/** Each layer below the top puts this in front of a refusal, once a level. */
export const backingPrefix = 'Could not open backing file: ';

/**
 * Takes out the option `backing` if it says that there is no backing file (null, or empty).
 *
 * @returns whether it says so
 */
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
 * How the backing file of `node` is to be opened: as its header says, unless its options say otherwise. The format in the
 * header counts when the options name no driver.
 *
 * @param keyPath of the node; see `Source`
 * @param parent all options of the node
 * @returns undefined when there is no backing file
 * @throws Refusal
 */
export function takeBacking(
  node: Node,
  keyPath: Source['keyPath'],
  options: Options,
  parent: Options,
): Backing | undefined {
  const { driver, active } = node;
  const image = driver.kind === 'format' && driver.supportsBacking === true ? node.layers[0] : undefined;
  const reference = textOf(options, 'backing');
  const child = takeChild(options, 'backing.');
  const header = image?.backing ?? { name: '', format: '' };
  if (reference === undefined && child.size === 0 && header.name === '') return undefined;
  if (image === undefined) throw new Refusal("Driver doesn't support backing files");
  options.delete('backing');
  if (reference !== undefined) {
    if (child.size > 0) throw new Refusal(backingPrefix + referenceWithMore);
    return { node: reference, overrules: header.name };
  }
  const pathOfChild = child.size > 0 ? [...keyPath, 'backing'] : [];
  const overruled = child.size > 0 && { overrules: header.name };
  if (header.format !== '' && !child.has('driver')) child.set('driver', header.format);
  const source = {
    keyPath: pathOfChild,
    options: child,
    parent,
    probed: true,
    active,
    isBacking: true as const,
    referrer: `the backing file of ${toText(image.file.name)}`,
    ...overruled,
  };
  if (header.name === '' || child.has('file.filename')) return source;
  const { path, noFolder } = image.file;
  if (noFolder !== undefined && isRelative(header.name)) throw new Refusal(noFolder);
  return { ...source, name: backingFileName(path, header.name) };
}

import type { ByteString } from '../byte-string.ts';
import { Refusal } from '../error.ts';
import type { ImageFormat, Notice } from '../format/format.ts';
import type { Profile } from '../profile/profile.ts';
import { backingFileName } from './file-name.ts';
import { type Options, takeChild, takeText } from './options.ts';

/** How a layer is opened: by a file name, by options, or both. */
export interface Source {
  readonly name?: ByteString;
  readonly options: Options;
}

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
 * How the backing file of `image` is to be opened: as its header says, unless the options say otherwise; undefined
 * where there is none. A format in the header holds where the options give none.
 *
 * @throws Refusal
 */
export function takeBacking(image: ImageFormat, options: Options, profile: Profile): Source | undefined {
  const node = takeText(options, 'backing');
  const child = takeChild(options, 'backing.');
  const header = image.backing ?? { name: '', format: '' };
  if (node === undefined && child.size === 0 && header.name === '') return undefined;
  if (!image.supportsBacking) throw new Refusal("Driver doesn't support backing files");
  if (node !== undefined) {
    throw new Refusal(backingPrefix + (child.size === 0 ? profile.unknownNode(node) : referenceWithMore));
  }
  if (header.format !== '' && !child.has('driver')) child.set('driver', header.format);
  if (header.name === '' || child.has('file.filename')) return { options: child };
  return { name: backingFileName(image.file.name, header.name), options: child };
}

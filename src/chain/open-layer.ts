import type { ByteString } from '../byte-string.ts';
import { Refusal, Unsupported } from '../error.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { ImageFormat } from '../format/format.ts';
import { probe } from '../format/probe.ts';
import { openQcow2 } from '../format/qcow2/open.ts';
import { RawImage } from '../format/raw/raw.ts';
import { checkCommonOptions } from './common-options.ts';
import { type Driver, driverNamed } from './drivers.ts';
import { backingFileName } from './file-name.ts';
import { parseJsonName } from './json-name.ts';
import { type Context, openFile } from './open-file.ts';
import { addDefaults, type Options, takeChild, takeText } from './options.ts';

/** How a layer is opened: by a file name, by options, or both. */
export interface Source {
  readonly name?: ByteString;
  readonly options: Options;
}

/** An open layer, and what is left to do: its backing file, if it has one, and the options that nothing took. */
export interface OpenedLayer {
  readonly image: ImageFormat;
  readonly backing?: Source;
  readonly rest: Options;
}

/** Options of the drivers that change nothing a map shows, or that aren't built yet: they are refused by name. */
const driverOptions: Readonly<Record<Driver, RegExp>> = {
  qcow2:
    /^(?:(?:lazy-refcounts|pass-discard-\w+|discard-no-unref|cache-size|cache-clean-interval|l2-cache-(?:entry-)?size|refcount-cache-size)$|(?:overlap-check|encrypt|data-file)(?:\.|$))/,
  raw: /^(?:offset|size)$/,
  file: /^$/,
};

/**
 * Opens one layer, without its backing file.
 *
 * @throws Refusal, Unsupported
 */
export function openLayer(source: Source, context: Context): OpenedLayer {
  const { profile } = context;
  const options: Options = new Map(source.options);
  let { name } = source;
  if (name?.startsWith('json:')) {
    addDefaults(options, parseJsonName(name, profile));
    name = undefined;
  }
  const driverName = takeText(options, 'driver');
  const wanted = driverName === undefined ? undefined : driverNamed(driverName, profile);
  const standsAlone = takeNoBacking(options, context);
  const file =
    wanted === 'file' ? openFile(name, options, context) : openChild(name, options, wanted, context);
  try {
    const image = openFormat(file, wanted ?? probe(file, profile), options, context);
    const backing = standsAlone ? undefined : takeBacking(image, options, context);
    return { image, ...(backing && { backing }), rest: options };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Whether the options say that there is no backing file, whatever the header says. */
function takeNoBacking(options: Options, context: Context): boolean {
  const backing = options.get('backing');
  if (backing !== null && backing !== '') return false;
  if (backing === '') {
    context.notice('qemu-img: warning: Use of "backing": "" is deprecated; use "backing": null instead\n');
  }
  options.delete('backing');
  return true;
}

/** Opens the file below a format: `name`, or what the options say of `file`. */
function openChild(
  name: ByteString | undefined,
  options: Options,
  driver: Driver | undefined,
  context: Context,
): ImageFile {
  const node = takeText(options, 'file');
  const child = takeChild(options, 'file.');
  if (node !== undefined) {
    const alone = name === undefined && child.size === 0;
    throw new Refusal(alone ? context.profile.unknownNode(node) : referenceWithMore);
  }
  if (name === undefined && child.size === 0) {
    const missing = driver === undefined ? 'Must specify either driver or file' : missingFile;
    throw new Refusal(missing);
  }
  return openFile(name, child, context);
}

const missingFile = 'A block device must be specified for "file"';
const referenceWithMore =
  'Cannot reference an existing block device with additional options or a new filename';

function openFormat(file: ImageFile, driver: Driver, options: Options, context: Context): ImageFormat {
  if (driver === 'file') return new RawImage(file, driver);
  checkCommonOptions(options);
  const unsupported = [...options.keys()].find(key => driverOptions[driver].test(key));
  if (unsupported !== undefined) throw new Unsupported(`the option ${unsupported}`);
  return driver === 'raw' ? new RawImage(file, driver) : openQcow2(file, context.profile, context.notice);
}

/**
 * How the backing file is to be opened: as the header says, unless the options say otherwise. A format from the header
 * holds where the options give none.
 */
function takeBacking(image: ImageFormat, options: Options, context: Context): Source | undefined {
  const node = takeText(options, 'backing');
  const child = takeChild(options, 'backing.');
  const header = image.backing ?? { name: '', format: '' };
  if (node === undefined && child.size === 0 && header.name === '') return undefined;
  if (!image.supportsBacking) throw new Refusal("Driver doesn't support backing files");
  if (node !== undefined) {
    throw new Refusal(prefix + (child.size === 0 ? context.profile.unknownNode(node) : referenceWithMore));
  }
  if (header.format !== '' && !child.has('driver')) child.set('driver', header.format);
  if (header.name === '' || child.has('file.filename')) return { options: child };
  return { name: backingFileName(image.file.name, header.name), options: child };
}

/** What stands before the words of each layer below the top. */
export const prefix = 'Could not open backing file: ';

import type { ByteString } from '../byte-string.ts';
import { Refusal } from '../error.ts';
import type { ImageFile } from '../file/image-file.ts';
import type { ImageFormat } from '../format/format.ts';
import { probe } from '../format/probe.ts';
import { openQcow2 } from '../format/qcow2/open.ts';
import { RawImage } from '../format/raw/raw.ts';
import { referenceWithMore, type Source, takeBacking, takeNoBacking } from './backing.ts';
import { refuseKnown, takeNodeName, takeSwitches } from './common-options.ts';
import { openDataFile } from './data-file.ts';
import { type Driver, driverNamed } from './drivers.ts';
import { parseJsonName } from './json-name.ts';
import { type Context, checkFileOptions, openFile } from './open-file.ts';
import { addDefaults, type Options, takeChild, takeText } from './options.ts';

/** An open layer, and what is left to do: its backing file, if it has one, and the options that nothing took. */
export interface OpenedLayer {
  readonly image: ImageFormat;
  readonly backing?: Source;
  readonly rest: Options;
}

const qcow2Switches = ['lazy-refcounts', 'pass-discard-\\w+', 'discard-no-unref'];
const qcow2Sizes = [
  'cache-size',
  'cache-clean-interval',
  'l2-cache-size',
  'l2-cache-entry-size',
  'refcount-cache-size',
];
const qcow2Groups = ['overlap-check', 'encrypt', 'data-file'];

/** Options that qemu's drivers have beside those that are read here. */
const knownOptions: Readonly<Record<Exclude<Driver, 'file'>, RegExp>> = {
  qcow2: new RegExp(
    `^(?:${[...qcow2Switches, ...qcow2Sizes].join('|')}|(?:${qcow2Groups.join('|')})(?:\\..*)?)$`,
  ),
  raw: /^(?:offset|size)$/,
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
  const driver = driverName === undefined ? undefined : driverNamed(driverName, profile);
  const standsAlone = takeNoBacking(options, context.notice);
  const file =
    driver === 'file' ? openItself(name, options, context) : openBelow(name, options, driver, context);
  try {
    const image = openFormat(file, driver ?? probe(file, profile), options, context);
    const backing = standsAlone ? undefined : takeBacking(image, options, profile);
    return { image, ...(backing && { backing }), rest: options };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** The file driver stands for a format: the options are its own. */
function openItself(name: ByteString | undefined, options: Options, context: Context): ImageFile {
  options.set('driver', 'file');
  return openFile(name, options, context);
}

/** Opens the file below a format: `name`, or what the options say of `file`. */
function openBelow(
  name: ByteString | undefined,
  options: Options,
  driver: Driver | undefined,
  context: Context,
): ImageFile {
  takeSwitches(options);
  const node = takeText(options, 'file');
  const child = takeChild(options, 'file.');
  const described = name !== undefined || child.size > 0;
  if (node !== undefined)
    throw new Refusal(described ? referenceWithMore : context.profile.unknownNode(node));
  if (!described) {
    throw new Refusal(
      driver === undefined
        ? 'Must specify either driver or file'
        : 'A block device must be specified for "file"',
    );
  }
  const file = openFile(name, child, context);
  try {
    checkFileOptions(child);
  } catch (error) {
    file.close();
    throw error;
  }
  return file;
}

function openFormat(file: ImageFile, driver: Driver, options: Options, context: Context): ImageFormat {
  if (driver === 'file') return new RawImage(file, driver);
  takeNodeName(options, context.profile);
  refuseKnown(options, /^(?:detect-zeroes|discard)$/);
  refuseKnown(options, knownOptions[driver]);
  if (driver === 'raw') return new RawImage(file, driver);
  const { profile, notice } = context;
  return openQcow2(file, name => openDataFile(name, context), profile, notice);
}

import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import { driverNamed, probedFormat, protocolOf } from '../drivers/find-driver.ts';
import { readOrRefuse } from '../file/unreadable.ts';
import { takeCommon } from '../node/common-options.ts';
import type { Driver, Given, ProtocolDriver } from '../node/driver.ts';
import { reserveName } from '../node/named-nodes.ts';
import type { Node, Opened } from '../node/node.ts';
import { openChild } from '../node/open-child.ts';
import type { Opening } from '../node/opening.ts';
import type { Source } from '../node/source.ts';
import { addDefaults, inherit, type Options, takeText, textOf } from '../options/options.ts';
import { parseJsonName } from '../options/parse-json-name.ts';
import { type Backing, takeBacking, takeNoBacking } from './backing.ts';

/** An open node without its backing file. */
export interface OpenedPart {
  readonly node: Node;
  /** The backing file that is to be opened; absent: there is none. */
  readonly backing?: Backing;
  /** The options that nothing has taken. */
  readonly rest: Options;
}

/**
 * Opens one node, without its backing file.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function openPart(source: Source, opening: Opening): OpenedPart {
  const { options, name } = optionsOf(source, opening);
  const parent: Options = new Map(options);
  const driverName = takeText(options, 'driver');
  const chosen = driverName === undefined ? undefined : driverNamed(driverName, opening.profile);
  const given = { options, parent, referrer: source.referrer };
  if (chosen?.kind === 'protocol' || (chosen === undefined && !source.probed)) {
    const protocol = takeFileName(chosen, name, options, opening);
    const standsAlone = takeNoBacking(options, opening.notice);
    return openBy(protocol, { ...given, probed: false }, standsAlone, opening);
  }
  const standsAlone = takeNoBacking(options, opening.notice);
  const file = openChild({ ...given, key: 'file', ...(name !== undefined && { name }) }, opening);
  if (chosen === undefined && file === undefined) throw new Refusal('Must specify either driver or file');
  const driver = chosen ?? probedFormat(file!.bytes, name ?? '', opening.profile);
  const onFile = { ...given, probed: chosen === undefined, ...(file && { file }) };
  return openBy(driver, onFile, standsAlone, opening);
}

/** All options of a node, those of a `json:` name and of the node above it among them, and its plain file name. */
function optionsOf(
  source: Source,
  { profile }: Opening,
): { readonly options: Options; readonly name: ByteString | undefined } {
  const options: Options = new Map(source.options);
  const isJson = source.name?.startsWith('json:') === true;
  if (isJson) addDefaults(options, parseJsonName(source.name!, profile));
  if (source.parent !== undefined) inherit(options, source.parent, source.probed ? 'backing' : 'other');
  return { options, name: isJson ? undefined : source.name };
}

/**
 * The protocol of a node that takes a file name itself. The file name becomes options.
 *
 * @param chosen what the options choose; undefined: the file name does
 * @throws Refusal, Unsupported
 */
function takeFileName(
  chosen: ProtocolDriver | undefined,
  name: ByteString | undefined,
  options: Options,
  { profile }: Opening,
): ProtocolDriver {
  if (name === undefined) {
    if (chosen === undefined && textOf(options, 'filename') === undefined) {
      throw new Refusal('Must specify either driver or file');
    }
    return chosen ?? protocolOf(undefined, profile);
  }
  if (options.has('filename')) {
    throw new Refusal("Can't specify 'file' and 'filename' options at the same time");
  }
  const protocol = chosen ?? protocolOf(name, profile);
  protocol.parseFileName(name, options);
  return protocol;
}

function openBy(
  driver: Driver,
  given: Omit<Given, 'common'>,
  standsAlone: boolean,
  opening: Opening,
): OpenedPart {
  const { options, parent } = given;
  const common = takeCommon(options, opening, missingName(driver, options));
  const { nodeName } = common;
  reserveName(nodeName, opening);
  const opened = openReadably(given.file, () => driver.open({ ...given, common }, opening));
  const node = { driver, ...opened, ...(nodeName !== undefined && { nodeName }) };
  const backing = standsAlone ? undefined : takeBacking(node, options, parent);
  return { node, rest: options, ...(backing && { backing }) };
}

/**
 * What `open` returns. Where a driver has no words of its own for a file that can't be read, the error is that of opening it.
 *
 * @throws Refusal
 */
function openReadably(file: Node | undefined, open: () => Opened): Opened {
  return readOrRefuse(`Could not open '${file?.bytes.name ?? ''}'`, open);
}

function missingName(driver: Driver, options: Options): string | undefined {
  if (driver.kind !== 'protocol' || driver.needsFileName !== true) return undefined;
  const name = textOf(options, 'filename') ?? '';
  return name === '' ? `The '${driver.name}' block driver requires a file name` : undefined;
}

import type { ByteString } from '../basics/byte-string.ts';
import { Refusal } from '../basics/error.ts';
import type { Referrer } from '../file/confinement.ts';
import { probe } from '../drivers/probe.ts';
import { type Backing, type Source, takeBacking, takeNoBacking } from './backing.ts';
import {
  driverNamed,
  type FilterDriver,
  type FormatDriver,
  isProtocol,
  type ProtocolDriver,
  protocolNamed,
} from '../drivers/find-driver.ts';
import { pathOf, protocolOf } from '../node/file-name.ts';
import { parseJsonName } from '../options/json-name.ts';
import type { Node } from '../node/node.ts';
import { imageOf, openBlkdebug } from '../drivers/blkdebug.ts';
import { openChild } from '../node/open-child.ts';
import { openFile } from '../drivers/file/file.ts';
import { openFilter } from '../drivers/filter/filter-node.ts';
import { openQcow2Node } from '../drivers/qcow2/qcow2.ts';
import { openRaw } from '../drivers/raw/raw.ts';
import type { Opening } from '../node/opening.ts';
import { addDefaults, inherit, type Options, takeText, textOf } from '../options/options.ts';

/** A node without its backing file, and what is left to do: that file, and options that nothing took. */
export interface OpenedPart {
  readonly node: Node;
  readonly backing?: Backing;
  readonly rest: Options;
}

/**
 * Opens one node, without its backing file.
 *
 * @throws Refusal, Unsupported, Confined
 */
export function openPart(source: Source, opening: Opening): OpenedPart {
  const { profile, notice } = opening;
  const options: Options = new Map(source.options);
  let { name } = source;
  if (name?.startsWith('json:')) {
    addDefaults(options, parseJsonName(name, profile));
    name = undefined;
  }
  if (source.parent !== undefined) inherit(options, source.parent, source.probed ? 'backing' : 'other');
  const parent: Options = new Map(options);
  const driverName = takeText(options, 'driver');
  const driver = driverName === undefined ? undefined : driverNamed(driverName, profile);
  const given = { options, parent, referrer: source.referrer };
  if ((driver === undefined && !source.probed) || isProtocol(driver)) {
    const protocol = takeProtocol(driver, name, options);
    const standsAlone = takeNoBacking(options, notice);
    return withBacking(openProtocol(protocol, given, opening), standsAlone, given);
  }
  const standsAlone = takeNoBacking(options, notice);
  const file = openChild({ ...given, key: 'file', ...(name !== undefined && { name }) }, opening);
  if (driver === undefined && file === undefined) throw new Refusal('Must specify either driver or file');
  const format = driver ?? probe(file!.bytes, name ?? '', profile);
  return withBacking(
    openOnFile(format, file, { ...given, probed: driver === undefined }, opening),
    standsAlone,
    given,
  );
}

/** What a node was given. */
export interface Given {
  /** What nobody has taken yet. */
  readonly options: Options;
  /** All options, for its children to inherit from. */
  readonly parent: Options;
  readonly referrer: Referrer;
}

function withBacking(node: Node, standsAlone: boolean, { options, parent }: Given): OpenedPart {
  const backing = standsAlone ? undefined : takeBacking(node, options, parent);
  return { node, ...(backing && { backing }), rest: options };
}

/**
 * The driver of a node that takes a name itself. Its name becomes an option, without its protocol.
 *
 * @throws Refusal, Unsupported
 */
function takeProtocol(
  driver: ProtocolDriver | undefined,
  name: ByteString | undefined,
  options: Options,
): ProtocolDriver {
  if (name === undefined) {
    if (driver === undefined && textOf(options, 'filename') === undefined) {
      throw new Refusal('Must specify either driver or file');
    }
    return driver ?? 'file';
  }
  if (options.has('filename')) {
    throw new Refusal("Can't specify 'file' and 'filename' options at the same time");
  }
  const protocol = protocolOf(name);
  const found = driver ?? (protocol === undefined ? 'file' : protocolNamed(protocol));
  if (found === 'blkdebug') options.set('x-image', imageOf(name));
  else options.set('filename', pathOf(name, found));
  return found;
}

function openProtocol(driver: ProtocolDriver, given: Given, opening: Opening): Node {
  return driver === 'blkdebug' ? openBlkdebug(given, opening) : openFile(driver, given, opening);
}

function openOnFile(
  driver: FilterDriver | FormatDriver,
  file: Node | undefined,
  given: Given & { readonly probed: boolean },
  opening: Opening,
): Node {
  if (driver === 'raw') return openRaw(file, given, opening);
  return driver === 'qcow2' ? openQcow2Node(file, given, opening) : openFilter(driver, file, given, opening);
}

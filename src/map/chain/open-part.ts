import type { ByteString } from '../basics/byte-string.ts';
import { Refusal, SuddenEnd } from '../basics/error.ts';
import { driverNamed, probedFormat, protocolOf } from '../drivers/find-driver.ts';
import { readOrRefuse } from '../file/unreadable.ts';
import { nameTwice, reserveName } from '../node/children/named-nodes.ts';
import { type Child, openChild } from '../node/children/open-child.ts';
import { Closing } from '../node/closing.ts';
import { type NodePlace, takeCommon } from '../node/common-options.ts';
import type { Driver, Given, ProtocolDriver } from '../node/driver.ts';
import type { Node, Opened } from '../node/node.ts';
import type { Opening } from '../node/opening.ts';
import { SilentRefusal } from '../node/silent-refusal.ts';
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
  const closing = new Closing();
  try {
    return openClosing(source, { ...opening, closing });
  } catch (error) {
    if (isOutlived(error)) closing.sayAll(opening.profile);
    throw error;
  }
}

/** Whether qemu-img closes the nodes that are open before it ends because of an error. */
export function isOutlived(error: unknown): boolean {
  return error instanceof Refusal && !(error instanceof SuddenEnd);
}

function openClosing(source: Source, opening: Opening): OpenedPart {
  const { options, name } = optionsOf(source, opening);
  const parent: Options = new Map(options);
  const driverName = takeText(options, 'driver');
  const chosen = driverName === undefined ? undefined : driverNamed(driverName, opening);
  const { active, referrer, literal } = source;
  const common: NodePlace = { active, isTop: source.parent === undefined };
  // Options of a `json:` name count from there.
  const keyPath = name === source.name ? source.keyPath : [];
  const given = { keyPath, options, parent, referrer, common };
  if (chosen?.kind === 'protocol' || (chosen === undefined && !source.probed)) {
    const protocol = takeFileName(chosen, name, options, opening, literal);
    const standsAlone = takeNoBacking(options, opening.notice);
    return openBy(protocol, { ...given, probed: false, standsAlone }, opening);
  }
  const standsAlone = takeNoBacking(options, opening.notice);
  const named = name === undefined ? {} : { name, ...(literal === 'throughout' && { literal }) };
  const file = openFile({ ...given, key: 'file', ...named }, opening);
  if (chosen === undefined && file === undefined) throw new Refusal('Must specify either driver or file');
  const driver = chosen ?? probedFormat(file!.bytes, name ?? '', opening.profile);
  const onFile = { ...given, probed: chosen === undefined, standsAlone, ...(file && { file }) };
  return openBy(driver, onFile, opening);
}

/** The node of the option `file`; undefined if there is none, or if qemu gives no reason for not opening it. */
function openFile(child: Child, opening: Opening): Node | undefined {
  try {
    return openChild(child, opening);
  } catch (error) {
    if (error instanceof SilentRefusal) return undefined;
    throw error;
  }
}

/** All options of a node, those of a `json:` name and of the node above it among them, and its plain file name. */
function optionsOf(
  source: Source,
  { profile }: Opening,
): { readonly options: Options; readonly name: ByteString | undefined } {
  const options: Options = new Map(source.options);
  const isJson = source.name?.startsWith('json:') === true && source.literal === undefined;
  if (isJson) addDefaults(options, parseJsonName(source.name!, profile));
  if (source.parent !== undefined)
    inherit(options, source.parent, source.isBacking === true ? 'backing' : 'other');
  return { options, name: isJson ? undefined : source.name };
}

/**
 * The protocol of a node that takes a file name itself. The file name becomes options.
 *
 * @param chosen what the options choose; undefined: the file name does
 * @param literal see `Source.literal`
 * @throws Refusal, Unsupported
 */
function takeFileName(
  chosen: ProtocolDriver | undefined,
  name: ByteString | undefined,
  options: Options,
  opening: Opening,
  literal: Source['literal'],
): ProtocolDriver {
  if (name === undefined) {
    if (chosen === undefined && textOf(options, 'filename') === undefined) {
      throw new Refusal('Must specify either driver or file');
    }
    return chosen ?? protocolOf(undefined, opening);
  }
  if (options.has('filename')) {
    throw new Refusal(nameTwice);
  }
  if (literal !== undefined) {
    options.set('filename', name);
    return chosen ?? protocolOf(undefined, opening);
  }
  const protocol = chosen ?? protocolOf(name, opening);
  protocol.parseFileName(name, options, opening);
  return protocol;
}

/** What a node is opened with, before its common options are taken. */
interface GivenPart extends Omit<Given, 'common'> {
  readonly common: NodePlace;
  /** The options say that it has no backing file. */
  readonly standsAlone: boolean;
}

function openBy(driver: Driver, { standsAlone, ...given }: GivenPart, opening: Opening): OpenedPart {
  const { keyPath, options, parent } = given;
  const common = takeCommon(options, opening, given.common, missingName(driver, options));
  const { nodeName, active } = common;
  reserveName(nodeName, opening);
  const opened = openReadably(given.file, () => driver.open({ ...given, common }, opening));
  const takesWrites = common.writable && opened.refusesWrites !== true;
  const canBeWritten = takesWrites && (opened.writesTo ?? []).every(below => below.canBeWritten);
  const { closing } = opening;
  const node = {
    driver,
    closing,
    ...opened,
    canBeWritten,
    active,
    ...(nodeName !== undefined && { nodeName }),
  };
  const backing = standsAlone ? undefined : takeBacking(node, keyPath, options, parent);
  if (standsAlone && (node.layers[0]!.backing?.name ?? '') !== '') {
    return { node: { ...node, ...node.over?.(node.layers, undefined, null) }, rest: options };
  }
  return { node, rest: options, ...(backing && { backing }) };
}

/**
 * What `open` returns. Where a driver has no words of its own for a file that can't be read, the error is that of opening it.
 * A child that qemu doesn't open without giving a reason is the end of the node, with a text.
 *
 * @throws Refusal
 */
function openReadably(file: Node | undefined, open: () => Opened): Opened {
  try {
    return readOrRefuse(`Could not open '${file?.bytes.name ?? ''}'`, open);
  } catch (error) {
    if (error instanceof SilentRefusal) throw new Refusal(error.text);
    throw error;
  }
}

function missingName(driver: Driver, options: Options): string | undefined {
  if (driver.kind !== 'protocol' || driver.needsFileName !== true) return undefined;
  const name = textOf(options, 'filename') ?? '';
  return name === '' ? `The '${driver.name}' block driver requires a file name` : undefined;
}

import type { ByteString } from '../../../basics/byte-string.ts';
import { bytesOf } from '../../../basics/bytes.ts';
import { Refusal, Unsupported } from '../../../basics/error.ts';
import type { Connection } from '../../../host/connection.ts';
import type { Profile } from '../../../profile/profile.ts';
import { initialMagic, oldstyleMagic, option, optionMagic } from '../protocol.ts';
import { word } from '../words.ts';
import { type ExportInfo, go, largestRead } from './export-info.ts';
import { checkListed } from './export-list.ts';
import { negotiateContext } from './meta-context.ts';
import { Negotiation } from './negotiation.ts';

/** How replies to requests look. */
export type ReplyMode = 'simple' | 'structured' | 'extended';

/** An export that is ready for requests. */
export interface ExportState extends ExportInfo {
  readonly mode: ReplyMode;
  /** The number of the metadata context; absent: the server doesn't have it. */
  readonly contextId?: number;
}

/** What is asked of a server. */
export interface ExportWish {
  /** The name of the export; empty: the default one. */
  readonly exported: ByteString;
  /** The metadata context. */
  readonly context: ByteString;
  /** Everything is to be encrypted. Absent: nothing is. */
  readonly tls?: true;
}

const fixedBit = 1;
const noZeroesBit = 2;
const zeroes = 124;
const noTls = 'Server does not support STARTTLS';
const noBlocks = { minimumBlock: 0, maximumBlock: largestRead };

/**
 * Agrees with a server on an export, by the newstyle handshake or the one before it.
 *
 * @throws Refusal in the words of qemu
 * @throws MapError `stalled`
 * @throws Unsupported if the server agrees to encrypt
 */
export function shakeHands(connection: Connection, wish: ExportWish, profile: Profile): ExportState {
  const negotiation = new Negotiation(connection, profile);
  const magic = negotiation.read(8, 'initial magic').readBigUInt64BE();
  if (magic !== initialMagic) throw new Refusal(`Bad initial magic received: ${hexadecimal(magic)}`);
  const style = negotiation.read(8, 'server magic').readBigUInt64BE();
  if (style === oldstyleMagic && wish.tls === true) throw new Refusal(noTls);
  if (style === oldstyleMagic) return readOldstyle(negotiation, wish);
  if (style !== optionMagic) throw new Refusal(`Bad server magic received: ${hexadecimal(style)}`);
  const server = exchangeFlags(negotiation);
  if (wish.tls === true) startTls(negotiation, server);
  if (!server.hasOptions) return { mode: 'simple', ...openByName(negotiation, wish, server) };
  const mode = negotiateMode(negotiation, profile);
  const contextId =
    mode === 'simple' ? undefined : negotiateContext(negotiation, wish.exported, wish.context);
  const state = { mode, ...(contextId !== undefined && { contextId }) };
  const found = go(negotiation, wish.exported);
  if (found !== undefined) return { ...state, ...found };
  checkListed(negotiation, wish.exported);
  return { ...state, ...openByName(negotiation, wish, server) };
}

/** What a server of the newstyle handshake says of itself. */
interface ServerFlags {
  /** It takes options besides the name of the export. */
  readonly hasOptions: boolean;
  /** It ends what it says of an export with a block of zeros. */
  readonly sendsZeroes: boolean;
}

/** Reads the flags of a server, and sends those of them that this client knows. */
function exchangeFlags(negotiation: Negotiation): ServerFlags {
  const flags = negotiation.read(2, 'server flags').readUInt16BE();
  negotiation.send(word(32, flags & (fixedBit | noZeroesBit)), 'clientflags field');
  return { hasOptions: (flags & fixedBit) !== 0, sendsZeroes: (flags & noZeroesBit) === 0 };
}

/** Asks the server to encrypt. */
function startTls(negotiation: Negotiation, { hasOptions }: ServerFlags): never {
  if (!hasOptions) throw new Refusal(noTls);
  if (!negotiation.agreesTo(option.startTls, 'strict')) {
    throw new Refusal("Server don't support STARTTLS option");
  }
  throw new Unsupported('TLS of an NBD server');
}

function hexadecimal(magic: bigint): string {
  return `0x${magic.toString(16)}`;
}

function negotiateMode(negotiation: Negotiation, profile: Profile): ReplyMode {
  if (profile.nbdExtendedHeaders && negotiation.agreesTo(option.extendedHeaders, 'lenient'))
    return 'extended';
  return negotiation.agreesTo(option.structuredReply, 'lenient') ? 'structured' : 'simple';
}

function openByName(
  negotiation: Negotiation,
  { exported }: ExportWish,
  { sendsZeroes }: ServerFlags,
): ExportInfo {
  negotiation.request(option.exportName, bytesOf(exported));
  const size = negotiation.read(8, 'export length').readBigUInt64BE();
  const flags = negotiation.read(2, 'export flags').readUInt16BE();
  if (sendsZeroes) negotiation.read(zeroes, 'reserved block');
  return { size, flags, ...noBlocks };
}

function readOldstyle(negotiation: Negotiation, { exported }: ExportWish): ExportState {
  if (exported !== '') throw new Refusal('Server does not support non-empty export names');
  const size = negotiation.read(8, 'export length').readBigUInt64BE();
  const flags = negotiation.read(4, 'export flags').readUInt32BE();
  if (flags > 0xffff) throw new Refusal(`Unexpected export flags ${flags.toString(16)}x`);
  negotiation.read(zeroes, 'reserved block');
  return { mode: 'simple', size, flags, ...noBlocks };
}

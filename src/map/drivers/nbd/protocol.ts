/** The numbers of the NBD protocol (proto.md of the NBD project). All integers on the wire are big-endian. */

export const initialMagic = 0x4e42444d41474943n;
export const optionMagic = 0x49484156454f5054n;
export const oldstyleMagic = 0x00420281861253n;
export const optionReplyMagic = 0x0003e889045565a9n;

export const requestMagic = 0x25609513;
export const extendedRequestMagic = 0x21e41c71;
export const simpleReplyMagic = 0x67446698;
export const structuredReplyMagic = 0x668e33ef;
export const extendedReplyMagic = 0x6e8a278c;

export const option = {
  exportName: 1,
  abort: 2,
  list: 3,
  startTls: 5,
  go: 7,
  structuredReply: 8,
  setMetaContext: 10,
  extendedHeaders: 11,
} as const;

/** Types of replies to options. */
export const reply = { ack: 1, server: 2, info: 3, metaContext: 4 } as const;

export const info = { export: 0, blockSize: 3 } as const;

export const command = { read: 0, disconnect: 2, blockStatus: 7 } as const;

/** Types of chunks of a structured reply. Errors have `chunkErrorBit`. */
export const chunk = {
  none: 0,
  offsetData: 1,
  offsetHole: 2,
  blockStatus: 5,
  wideBlockStatus: 6,
} as const;

export const chunkErrorBit = 0x8000;

/** Messages name options and replies so. */
const optionNames: Readonly<Record<number, string>> = {
  1: 'export name',
  2: 'abort',
  3: 'list',
  5: 'starttls',
  6: 'info',
  7: 'go',
  8: 'structured reply',
  9: 'list meta context',
  10: 'set meta context',
  11: 'extended headers',
};

const replyNames: Readonly<Record<number, string>> = {
  1: 'ack',
  2: 'server',
  3: 'info',
  4: 'meta context',
  2147483649: 'unsupported',
  2147483650: 'denied by policy',
  2147483651: 'invalid',
  2147483652: 'platform lacks support',
  2147483653: 'TLS required',
  2147483654: 'export unknown',
  2147483655: 'server shutting down',
  2147483656: 'block size required',
};

/** An option in a message: `7 (go)`. */
export function optionText(number: number): string {
  return `${number} (${optionNames[number] ?? '<unknown>'})`;
}

/** What messages call a type of reply. */
export function replyName(type: number): string {
  return replyNames[type] ?? '<unknown>';
}

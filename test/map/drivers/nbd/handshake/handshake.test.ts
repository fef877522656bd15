import { describe, expect, test } from 'vitest';
import { Bytes } from '../../../../../src/map/basics/bytes.ts';
import { shakeHands } from '../../../../../src/map/drivers/nbd/handshake/handshake.ts';
import { ConnectionLost } from '../../../../../src/map/host/connection.ts';
import { newest, type RecordedName, recorded } from '../../../../../src/map/profile/profile.ts';
import { mapOptionsIn } from '../../../../support/map-options.ts';
import { shortExtents } from '../../../../support/map-text.ts';
import type { NbdScript, Step } from '../../../../support/nbd/nbd-script.ts';
import { scriptedServer } from '../../../../support/nbd/scripted-server.ts';
import { testFolder } from '../../../../support/test-folder.ts';

const folder = testFolder();
const { map, refused } = mapOptionsIn(folder.path);
const server = scriptedServer(folder.path);

const stretches = [
  [4096, 0],
  [4096, 3],
] as const;
const error = 0x80000000;
const hex = (text: string): string => Buffer.from(text).toString('hex');
const greeting = (text: string): NbdScript => ({ greeting: { raw: hex(text) } });

async function refusal(script: NbdScript, options = 'driver=nbd,path=s', version: RecordedName = '11.1') {
  await server.serve({ size: 8192n, stretches, ...script });
  return refused(options, { version }).trimEnd();
}

// 5.2 and 11.1 were seen to print the first, 5.2, 7.2 and 11.1 the second; the third takes an end between two writes, and is a text of all four.
test.each([
  ['its greeting', 0, 'clientflags field'],
  ['the flags', 1, 'option request header'],
  ['the header of an option', 3, 'option request data'],
])('a server that is gone after %s gets no more', (_, writes, what) => {
  let left = Bytes.from(Buffer.from(`${greetingOf('0003')}${agreedStructured}`, 'hex'));
  let sent = 0;
  const connection = {
    setPatience: () => {},
    send: () => {
      if (sent === writes) throw new ConnectionLost('Broken pipe');
      sent += 1;
    },
    read: (length: number) => {
      const next = left.subarray(0, length) as Bytes;
      left = left.subarray(length) as Bytes;
      return next;
    },
    close: () => {},
  };
  expect(() => shakeHands(connection, { exported: '', context: 'base:allocation' }, recorded['5.2'])).toThrow(
    `Failed to send ${what}: Unable to write to socket: Broken pipe`,
  );
});

/** What a client that wants TLS is told by a server that says this. */
function withoutTls(...said: readonly string[]): () => unknown {
  let left = Bytes.from(Buffer.from(said.join(''), 'hex'));
  const connection = {
    setPatience: () => {},
    send: () => {},
    read: (length: number) => {
      const next = left.subarray(0, length) as Bytes;
      left = left.subarray(length) as Bytes;
      return next;
    },
    close: () => {},
  };
  return () => shakeHands(connection, { exported: '', context: 'base:allocation', tls: true }, newest);
}

const greetingOf = (flags: string): string => `${hex('NBDMAGICIHAVEOPT')}${flags}`;
const word = (value: number): string => value.toString(16).padStart(8, '0');
const optionReply = (option: number, type: number, data = ''): string =>
  ['0003e889045565a9', word(option), word(type), word(data.length / 2), data].join('');
const startTlsReply = (type: number, data?: string): string => optionReply(5, type, data);
const agreedStructured = optionReply(8, 1);

// Recorded from all four versions.
test.each([
  ['oldstyle', [hex('NBDMAGIC'), '00420281861253'.padStart(16, '0')], 'Server does not support STARTTLS'],
  ['without options', [greetingOf('0000')], 'Server does not support STARTTLS'],
  [
    'that knows no TLS',
    [greetingOf('0003'), startTlsReply(error + 1)],
    "Server don't support STARTTLS option",
  ],
  [
    'that denies TLS',
    [greetingOf('0003'), startTlsReply(error + 2)],
    'Denied by server for option 5 (starttls)',
  ],
  [
    'of odd answers',
    [greetingOf('0003'), startTlsReply(2)],
    'Server answered option 5 (starttls) with unexpected reply 2 (server)',
  ],
  [
    'of too much',
    [greetingOf('0003'), startTlsReply(1, 'aabbccdd')],
    "Option 5 ('starttls') response length is 4 (it should be zero)",
  ],
  ['that has TLS', [greetingOf('0003'), startTlsReply(1)], 'TLS of an NBD server is not supported yet'],
])('TLS and a server %s', (_, said, text) => {
  expect(withoutTls(...said)).toThrow(text);
});

async function extents(script: NbdScript, options = 'driver=nbd,path=s', version: RecordedName = '11.1') {
  await server.serve({ size: 8192n, stretches, ...script });
  return shortExtents(map(options, { version }).stdout);
}

const both = '0+4096 d0 PzD@0; 4096+4096 d0 PZd@4096';
const allData = '0+8192 d0 PzD@0';

test.each<[string, NbdScript, string]>([
  ['fixed newstyle', {}, both],
  ['extended headers', { extended: true }, both],
  ['with its zeroes', { omitsZeroes: false, knowsGo: false }, both],
  ['without GO', { knowsGo: false }, both],
  ['without structured replies', { structured: false }, allData],
  ['without the context', { contexts: [] }, allData],
  ['newstyle that is not fixed', { greeting: 'newstyle' }, allData],
  ['newstyle with its zeroes', { greeting: 'newstyle', omitsZeroes: false }, allData],
  ['oldstyle', { greeting: 'oldstyle' }, allData],
  ['context refused', { options: { 10: [{ type: error + 2, data: hex('no') }] } }, allData],
  ['structured replies refused', { options: { 8: [{ type: error + 77 }] } }, allData],
  ['an information that is unknown', infos(info(9, 'aabb'), exportInfo()), both],
])('%s', async (_, script, expected) => {
  for (const version of ['7.2', '11.1'] as const) {
    expect(await extents(script, undefined, version)).toBe(expected);
  }
});

test.each<[string, NbdScript, string]>([
  ['GARBAGE!', greeting('GARBAGE!'), 'Bad initial magic received: 0x4741524241474521'],
  ['NBDMAGIC1234', greeting('NBDMAGIC12345678'), 'Bad server magic received: 0x3132333435363738'],
  [
    'half a magic',
    greeting('NBDM'),
    'Failed to read initial magic: Unexpected end-of-file before all data were read',
  ],
  [
    'no flags',
    greeting('NBDMAGICIHAVEOPT'),
    'Failed to read server flags: Unexpected end-of-file before all data were read',
  ],
  [
    'flags of oldstyle',
    { greeting: { raw: `${hex('NBDMAGIC')}0000420281861253${'0'.repeat(16)}ffff0001` } },
    'Unexpected export flags ffff0001x',
  ],
])('the greeting %s is refused', async (_, script, text) => {
  expect(await refusal(script)).toBe(text);
});

test('an older version words the end of a stream otherwise', async () => {
  expect(await refusal(greeting('NBDM'), undefined, '5.2')).toBe(
    'Failed to read initial magic: Unexpected end-of-file before all bytes were read',
  );
});

test('an oldstyle server has no names', async () => {
  expect(await refusal({ greeting: 'oldstyle' }, 'driver=nbd,path=s,export=e')).toBe(
    'Server does not support non-empty export names',
  );
});

/** Replies to GO. */
function infos(...steps: readonly Step[]): NbdScript {
  return { options: { 7: [...steps, { type: 1 }] } };
}

function info(type: number, data: string): Step {
  return { type: 3, data: type.toString(16).padStart(4, '0') + data };
}

function exportInfo(size = 8192, flags = 3): Step {
  return info(0, size.toString(16).padStart(16, '0') + flags.toString(16).padStart(4, '0'));
}

function blocks(...sizes: readonly number[]): Step {
  return info(3, sizes.map(size => size.toString(16).padStart(8, '0')).join(''));
}

describe('the option GO', () => {
  test('information of 4 GiB that means nothing is not kept', async () => {
    const head = '0003e889045565a90000000700000003ffffffff0063';
    const script = { options: { 7: [{ raw: head }, { raw: '00'.repeat(100_000) }, 'close'] } } as const;
    expect(await refusal(script)).toBe(
      'Failed to read info payload: Unexpected end-of-file before all data were read',
    );
  });

  test.each<[string, NbdScript, string]>([
    ['policy', { options: { 7: [{ type: error + 2 }] } }, 'Denied by server for option 7 (go)'],
    ['invalid', { options: { 7: [{ type: error + 3 }] } }, 'Invalid parameters for option 7 (go)'],
    ['platform', { options: { 7: [{ type: error + 4 }] } }, 'Server lacks support for option 7 (go)'],
    [
      'TLS',
      { options: { 7: [{ type: error + 5, data: hex('no TLS') }] } },
      'TLS negotiation required before option 7 (go)\nDid you forget a valid tls-creds?\nserver reported: no TLS',
    ],
    [
      'unknown',
      { options: { 7: [{ type: error + 6, data: hex('what?') }] } },
      'Requested export not available\nserver reported: what?',
    ],
    ['shutdown', { options: { 7: [{ type: error + 7 }] } }, 'Server shutting down before option 7 (go)'],
    [
      'blocks',
      { options: { 7: [{ type: error + 8 }] } },
      'Server requires INFO_BLOCK_SIZE for option 7 (go)',
    ],
    ['other', { options: { 7: [{ type: error + 9 }] } }, 'Unknown error code when asking for option 7 (go)'],
    [
      'a server reply',
      { options: { 7: [{ type: 2 }] } },
      'unexpected reply type 2 (server), expected 3 (info)',
    ],
    [
      'a short information',
      { options: { 7: [{ type: 3, data: '00' }] } },
      'NBD_REP_INFO length 1 is too short',
    ],
    ['a short export', infos(info(0, 'aabbcc')), 'remaining export info len 3 is unexpected size'],
    [
      'a long end',
      { options: { 7: [exportInfo(), { type: 1, data: '00' }] } },
      'server sent invalid NBD_REP_ACK',
    ],
    ['no export', infos(), 'broken server omitted NBD_INFO_EXPORT'],
    ['no flags', infos(exportInfo(8192, 0)), 'broken server omitted NBD_INFO_EXPORT'],
    ['minimum 3', infos(blocks(3, 4096, 65536)), 'server minimum block size 3 is not a power of two'],
    ['preferred 256', infos(blocks(512, 256, 65536)), 'server preferred block size 256 is not valid'],
    ['maximum 256', infos(blocks(512, 512, 256)), 'server maximum block size 256 is not valid'],
    [
      'an odd size',
      infos(blocks(4096, 4096, 65536), exportInfo(1_000_000)),
      'export size 1000000 is not multiple of minimum block size 4096',
    ],
    [
      '2 GiB',
      infos(exportInfo(0), blocks(2 ** 31, 2 ** 31, 2 ** 31)),
      'Driver requires too large request alignment',
    ],
  ])('%s', async (_, script, text) => {
    expect(await refusal(script)).toBe(text);
  });
});

describe('other options', () => {
  const raw = (bytes: string): Step[] => [{ raw: bytes }, 'close'];
  const reply = '0003e889045565a9';
  const word = (number: number): string => number.toString(16).padStart(8, '0');
  const end = 'Unexpected end-of-file before all data were read';
  test.each<[string, number, readonly Step[], string]>([
    ['nothing', 8, ['close'], `Failed to read option reply: ${end}`],
    ['a wrong magic', 8, raw('0'.repeat(40)), 'Unexpected option reply magic'],
    [
      'another option',
      8,
      raw(reply + word(7) + word(1) + word(0)),
      'Unexpected option type 7 (go), expected 8 (structured reply)',
    ],
    [
      'server',
      8,
      [{ type: 2 }],
      'Server answered option 8 (structured reply) with unexpected reply 2 (server)',
    ],
    [
      'a payload',
      11,
      [{ type: 1, data: '00' }],
      "Option 11 ('extended headers') response length is 1 (it should be zero)",
    ],
    [
      'a long error',
      10,
      raw(reply + word(10) + word(error + 2) + word(2 ** 25 + 1)),
      'server error 2147483650 (denied by policy) message is too long',
    ],
    [
      'half an error',
      10,
      raw(`${reply + word(10) + word(error + 2) + word(9)}aa`),
      `Failed to read option error 2147483650 (denied by policy) message: ${end}`,
    ],
    [
      'another context',
      10,
      [{ type: 4, data: word(1) + hex('foo:bar') }, { type: 1 }],
      "Failed to negotiate meta context 'base:allocation', server answered with different context 'foo:bar'",
    ],
    [
      'a context with a long name, which a zero ends',
      10,
      [{ type: 4, data: `${word(1) + '61'.repeat(70_000)}00${'62'.repeat(140_000)}` }, { type: 1 }],
      `Failed to negotiate meta context 'base:allocation', server answered with different context '${'a'.repeat(70_000)}'`,
    ],
    [
      'two contexts',
      10,
      [
        { type: 4, data: word(1) + hex('base:allocation') },
        { type: 4, data: word(2) + hex('x') },
      ],
      'Server answered with more than one context',
    ],
    [
      'a nameless context',
      10,
      [{ type: 4, data: word(1) }],
      'Failed to negotiate meta context, server answered with unexpected length 4',
    ],
    ['a context that ends', 10, [{ type: 1, data: '00' }], 'Unexpected length to ACK response'],
    ['information', 10, [{ type: 3 }], 'Unexpected reply type 3 (info), expected 4 (meta context)'],
  ])('%s', async (_, option, steps, text) => {
    expect(await refusal({ options: { [option]: steps } })).toBe(text);
  });

  test.each<[string, readonly Step[], string]>([
    ['others', [{ type: 2, data: `${word(1)}61` }, { type: 1 }], "No export with name 'e' available"],
    ['no length', [{ type: 2, data: '00' }], 'incorrect option length 1'],
    ['a short name', [{ type: 2, data: word(1) }], "incorrect name length in server's list response"],
    ['a long name', [{ type: 2, data: word(4097) + '61'.repeat(4097) }], 'export name length too long 4097'],
    ['a long end', [{ type: 1, data: '00' }], 'length too long for option end'],
    ['information', [{ type: 3 }], 'Unexpected reply type 3 (info), expected 2 (server)'],
  ])('a list with %s', async (_, steps, text) => {
    const script = { knowsGo: false, options: { 3: steps } };
    expect(await refusal(script, 'driver=nbd,path=s,export=e')).toBe(text);
  });

  test.each<[string, NbdScript]>([
    ['has the name', { exportName: 'e', knowsGo: false }],
    ['is empty', { knowsGo: false, options: { 3: [{ type: 1 }] } }],
    ['is unknown', { knowsGo: false, options: { 3: [{ type: error + 1 }] } }],
  ])('a list that %s does no harm', async (_, script) => {
    expect(await extents(script, 'driver=nbd,path=s,export=e')).toBe(both);
  });
});

describe('the option x-dirty-bitmap', () => {
  const bitmap = 'driver=nbd,path=s,x-dirty-bitmap=qemu:dirty-bitmap:b';
  const dirty = [
    [4096, 1],
    [4096, 0],
  ] as const;

  test('asks for that context', async () => {
    const script = { contexts: ['qemu:dirty-bitmap:b'], stretches: dirty };
    expect(await extents(script, bitmap)).toBe('0+4096 d0 pzd; 4096+4096 d0 PzD@4096');
  });

  test('is refused if the server has no such context', async () => {
    const script = { contexts: ['base:allocation'] };
    expect(await refusal(script, bitmap)).toBe('Could not open image: Invalid argument');
    expect(await refusal(script, bitmap, '5.2')).toBe(
      'requested x-dirty-bitmap qemu:dirty-bitmap:b not found',
    );
  });

  test('knows the depths of qemu:allocation-depth', async () => {
    const depths = [
      [1024, 0],
      [1024, 1],
      [1024, 2],
      [5120, 5],
    ] as const;
    const script = { stretches: depths };
    expect(await extents(script, 'driver=nbd,path=s,x-dirty-bitmap=qemu:allocation-depth')).toBe(
      '0+1024 d0 PzD@0; 1024+1024 d0 pzd; 2048+6144 d0 PZD@2048',
    );
    expect(await extents(script, 'driver=nbd,path=s,x-dirty-bitmap=x:y')).toBe(
      '0+1024 d0 PzD@0; 1024+1024 d0 pzd; 2048+1024 d0 PZD@2048; 3072+5120 d0 pzd',
    );
  });
});

test('less than a block is data, whatever its depth', async () => {
  const script = { stretches: [[8192, 5]], blockSizes: [16_384, 16_384, 16_384], size: 16_384n } as const;
  expect(await extents(script, 'driver=nbd,path=s,x-dirty-bitmap=qemu:allocation-depth')).toBe(
    '0+16384 d0 PzD@0',
  );
});

test('an export that is read-only is not written to', async () => {
  const writable = 'driver=nbd,path=s,read-only=off';
  expect(await refusal({}, writable)).toBe('Could not open image: Permission denied');
  expect(await refusal({}, writable, '5.2')).toBe('NBD export is read-only');
  expect(await extents({ flags: 1 }, writable)).toBe(both);
  const allowed = `${writable},auto-read-only=on`;
  expect(await extents({}, allowed)).toBe(both);
  const above = 'driver=copy-on-read,read-only=off,auto-read-only=on,file.driver=nbd,file.path=s';
  expect(await refusal({}, above)).toBe('Block node is read-only');
});

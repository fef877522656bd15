import { expect, test } from 'vitest';
import { parseNbdFileName } from '../../../../../src/map/drivers/nbd/address/file-name.ts';
import type { Options } from '../../../../../src/map/options/options.ts';
import { type RecordedName, recorded } from '../../../../../src/map/profile/profile.ts';

/** The options of a name, joined; or the error. What is noticed comes first. */
function parsed(name: string, version: RecordedName, given: Options = new Map()): string {
  const options: Options = new Map(given);
  const notices: string[] = [];
  const context = { profile: recorded[version], notice: (text: string) => void notices.push(text) };
  try {
    parseNbdFileName(name, options, context);
    return notices.join('') + [...options].map(pair => pair.join('=')).join(' ');
  } catch (error) {
    return notices.join('') + (error as Error).message;
  }
}

const unix = (path: string, exported?: string): string =>
  `server.type=unix server.path=${path}${exported === undefined ? '' : ` export=${exported}`}`;
const inet = (host: string, port: number | string, exported?: string): string =>
  `server.type=inet server.host=${host} server.port=${port}${exported === undefined ? '' : ` export=${exported}`}`;
const malformed = 'No valid URL specified';

test.each([
  ['nbd:unix:s', unix('s')],
  ['nbd:unix:', unix('')],
  ['nbd:unix:s:exportname=a:exportname=b', 'export=a:exportname=b server.type=unix server.path=s'],
  ['nbd:unix:s:exportname=', ''],
  ['nbd:', ''],
  ['nbd:h:1', inet('h', 1)],
  ['nbd:[::1]:1', inet('::1', 1)],
  ['nbd::1', inet('', 1)],
  ['nbd:h:1,ipv4=on,keep-alive', inet('h', 1)],
  ['nbd:foo', "error parsing address 'foo'"],
  ['nbd:foo:', "error parsing address 'foo:'"],
  ['nbd:[::1]', "error parsing IPv6 address '[::1]'"],
  ['nbd+unix:?socket=s', "File name string for NBD must start with 'nbd:'"],
  ['nbd:unix://x', malformed],
  ['nbd://h', inet('h', 10809)],
  ['nbd://h:0/', inet('h', 10809)],
  ['nbd+tcp://u:p@h:1/a%20b#c', inet('h', 1, 'a b')],
  ['nbd://h:1//e', inet('h', 1, '/e')],
  ['nbd://[::1]:1/?', inet('::1', 1)],
  ['nbd://h:65536/', malformed],
  ['nbd://h:1/?a=b', malformed],
  ['nbd:///e', malformed],
  ['nbd://h/%zz', malformed],
  ['nbd+unix://?socket=s', unix('s')],
  ['nbd+unix:///e?s%6fcket=%73&', unix('s', 'e')],
  ['nbd+unix:///?socket=s&a=b', malformed],
  ['nbd+unix://h/?socket=s', malformed],
])('%s, in every version', (name, options) => {
  for (const version of ['5.2', '7.2', '10.0', '11.1'] as const) expect(parsed(name, version)).toBe(options);
});

test.each([
  ['nbd://h:1/a b', malformed, inet('h', 1, 'a b')],
  ['nbd://h:1/%ff', inet('h', 1, '\xff'), malformed],
  ['nbd://h:1/a%00b', inet('h', 1, 'a'), malformed],
  ['nbd://h:1/a/../x', inet('h', 1, 'a/../x'), inet('h', 1, 'x')],
  ['nbd://h:1/x/.', inet('h', 1, 'x/.'), inet('h', 1, 'x/')],
  ['nbd://h:/', malformed, inet('h', 10809)],
  ['nbd://[x]:1', inet('x', 1), malformed],
  ['nbd://127%2e0.0.1:1', inet('127.0.0.1', 1), malformed],
  ['nbd://a@b@h:1', malformed, inet('b@h', 1)],
  ['nbd+unix:///?socket=s&socket=s', malformed, unix('s')],
  ['nbd+unix:///?socket=%2573', unix('%73'), unix('s')],
  ['nbd+unix:///?&socket=s', unix('s'), malformed],
  ['nbd+unix:///?socket=s;a=b', malformed, unix('s;a=b')],
])('%s, as qemu and as GLib read URLs', (name, own, glib) => {
  expect(parsed(name, '7.2')).toBe(own);
  expect(parsed(name, '10.0')).toBe(glib);
});

test.each([
  ['nbd:h:1,foo', inet('h', 1), "Invalid parameter 'foo'"],
  ['nbd:h:1,ipv4=x', "error parsing 'ipv4' flag '=x'", "Parameter 'ipv4' expects 'on' or 'off'"],
  ['nbd:h:1,to=x', 'error parsing to= argument', "Parameter 'to' expects a number"],
  ['nbd:h:1,numeric=x', inet('h', 1), "Parameter 'numeric' expects 'on' or 'off'"],
  ['nbd:h:1,,', inet('h', 1), inet('h', '1,')],
  ['nbd::,1', "error parsing port in address ':,1'", "Invalid parameter '1'"],
])('%s, scanned and as options', (name, scanned, options) => {
  expect(parsed(name, '10.0')).toBe(scanned);
  expect(parsed(name, '11.1')).toBe(options);
});

test('the flag mptcp came later', () => {
  expect(parsed('nbd:h:1,mptcp=x', '5.2')).toBe(inet('h', 1));
  expect(parsed('nbd:h:1,mptcp=x', '7.2')).toBe("error parsing 'mptcp' flag '=x'");
});

test('a URL without a query has a complaint of GLib', () => {
  const complaint = "qemu-img: GLib: g_hash_table_lookup: assertion 'hash_table != NULL' failed\n";
  expect(parsed('nbd+unix:///x', '11.1')).toBe(complaint + malformed);
  expect(parsed('nbd+unix:///x', '7.2')).toBe(malformed);
});

test('a socket without a value crashes the own parser', () => {
  expect(parsed('nbd+unix:///?socket', '7.2')).toBe('qemu-img aborts here: a socket without a value');
  expect(parsed('nbd+unix:///?socket', '10.0')).toBe(malformed);
});

test('options beside a name clash', () => {
  const clash = "Option 'path' cannot be used with a file name";
  expect(parsed('nbd:unix:s', '11.1', new Map([['path', 's']]))).toBe(clash);
});

import { expect, test } from 'vitest';
import { openImage } from '../../../../src/map/index.ts';
import type { RecordedName } from '../../../../src/map/profile/profile.ts';
import { mapOptionsIn } from '../../../support/map-options.ts';
import { testFolder } from '../../../support/test-folder.ts';

const folder = testFolder();
const { refused } = mapOptionsIn(folder.path);

const inet = 'server.type=inet,server.host=127.0.0.1,server.port=1';
const gone = "Failed to connect to 'gone': No such file or directory";

test.each([
  ['path=gone', gone],
  ['path=gone,export=e,foo=1,open-timeout=0', gone],
  ['path=', "Failed to connect to '': Connection refused"],
  ['port=1', 'NBD server address missing'],
  ['server=foo', 'NBD server address missing'],
  ['filename=nbd:unix:gone', 'NBD server address missing'],
  ['path=gone,server.type=unix', "Cannot use 'server' and path/host/port at the same time"],
  ['path=gone,host=h', 'path and host may not be used at the same time'],
  ['path=gone,port=1', 'port may not be used without host'],
  ['server.path=gone', "Parameter 'type' is missing"],
  ['server.type=unix,server.foo=1', "Parameter 'path' is missing"],
  ['server.type=unix,server.path=gone,server.foo=1', "Parameter 'foo' is unexpected"],
  ['server.type=unix,server.path.a=gone', "Parameters 'path.*' are unexpected"],
  ['server.type=unix,server.path=gone,server.path.a=gone', 'Cannot mix scalar and non-scalar keys'],
  ['server.00=x', 'Missing list index 0'],
  [
    'server.type=fd,server.str=2147483648',
    'Unable to parse FD number 2147483648: Numerical result out of range',
  ],
  ['server.0=x,server.y=1', 'Cannot mix list and non-list keys'],
  ['server.0=x,server.2=y', 'List indices are not contiguous, saw 2 elements but 2 largest index'],
  ['server.0=x', "Invalid parameter type for '<anonymous>', expected: object"],
  ['server.type=foo', "Parameter 'type' does not accept value 'foo'"],
  ['server.type=inet,server.port=1', "Parameter 'host' is missing"],
  [`${inet},server.ipv4=x`, "Parameter 'ipv4' expects 'on' or 'off'"],
  [`${inet},server.to=x`, "Parameter 'to' expects integer"],
  [`${inet},server.to=70000`, "Parameter 'to' expects uint16_t"],
  [`${inet},server.ipv4=off,server.ipv6=off`, 'Cannot disable IPv4 and IPv6 at same time'],
  [inet, "Failed to connect to '127.0.0.1:1': Connection refused"],
  ['host=nosuch.invalid', 'address resolution failed for nosuch.invalid:10809: Name or service not known'],
  ['server.type=fd,server.str=foo', 'Unable to parse FD number foo'],
  ['server.type=fd,server.str=999', "File descriptor '999' is not a socket"],
  ['server.type=fd,server.str=-1', "File descriptor '-1' is not a socket"],
  ['server.type=vsock,server.cid=4294967296,server.port=2', "Failed to parse cid '4294967296'"],
  ['server.type=vsock,server.cid=x,server.port=2', "Failed to parse cid 'x'"],
  ['server.type=unix,server.path=s,server.abstract=on', "Failed to connect to 's': Connection refused"],
  ['tls-creds=t0,path=gone', "No TLS credentials with id 't0'"],
  ['tls-creds=t0', 'NBD server address missing'],
  ['reconnect-delay=x,path=gone', "Parameter 'reconnect-delay' expects a number"],
  [`export=${'e'.repeat(4097)},path=gone`, 'export name too long to send to server'],
  [`x-dirty-bitmap=${'e'.repeat(4097)},path=gone`, 'x-dirty-bitmap query too long to send to server'],
  ['read-only=off,force-share=on,path=gone', 'force-share=on can only be used with read-only images'],
])('the options %s', (options, text) => {
  expect(refused(`driver=nbd,${options}`)).toBe(`${text}\n`);
});

test.each<[string, RecordedName, string]>([
  ['server.type=foo', '5.2', "Invalid parameter 'foo'"],
  [`${inet},server.mptcp=on`, '5.2', "Parameter 'mptcp' is unexpected"],
  [`${inet},server.mptcp=x`, '7.2', "Parameter 'mptcp' expects 'on' or 'off'"],
  [`${inet},server.keep-alive-idle=x`, '10.0', "Parameter 'keep-alive-idle' is unexpected"],
  [`${inet},server.keep-alive-idle=x`, '11.1', "Parameter 'keep-alive-idle' expects integer"],
])('the options %s on %s', (options, version, text) => {
  expect(refused(`driver=nbd,${options}`, { version })).toBe(`${text}\n`);
});

test('a path that no socket can have is refused with a hint', () => {
  const path = 'p'.repeat(109);
  expect(refused(`driver=nbd,path=${path}`)).toBe(
    `UNIX socket path '${path}' is too long\nPath must be less than 108 bytes\n`,
  );
});

test('a secret is no credentials', () => {
  const open = () =>
    openImage('driver=nbd,path=gone,tls-creds=s', { imageOptions: true, secrets: { s: 'x' } });
  expect(open).toThrow("Object with id 's' is not TLS credentials");
});

test('addresses of sockets that are neither files nor ports are not supported', () => {
  expect(() => refused('driver=nbd,server.type=vsock,server.cid=1,server.port=2')).toThrow(
    expect.objectContaining({ code: 'unsupported', feature: 'the address type vsock' }),
  );
});

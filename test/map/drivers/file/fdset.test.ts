import { expect, test } from 'vitest';
import { refuseFdset } from '../../../../src/map/drivers/file/fdset.ts';
import { recorded } from '../../../../src/map/profile/profile.ts';

const plain = { writable: false, direct: false, nonBlocking: false };

test.each(['1', '+5', ' 5', '4294967296'])('the set %s is none of qemu-img', number => {
  const name = `/dev/fdset/${number}`;
  expect(() => refuseFdset(name, plain, recorded['11.1'])).toThrow(
    `Could not open '${name}': Function not implemented`,
  );
});

test.each(['', 'x', '0x1', '-1', '4294967295', '99999999999999999999'])('%j is no set', number => {
  const name = `/dev/fdset/${number}`;
  expect(() => refuseFdset(name, plain, recorded['11.1'])).toThrow(`Could not parse fdset ${name}`);
});

test('up to 7.2 the flags of open(2) are printed', () => {
  const flags = { writable: true, direct: true, nonBlocking: true };
  expect(() => refuseFdset('/dev/fdset/1', flags, recorded['7.2'])).toThrow(
    'Could not dup FD for /dev/fdset/1 flags 4802: Function not implemented',
  );
});

test('other names are names of files', () => {
  refuseFdset('/dev/fdset', plain, recorded['11.1']);
});

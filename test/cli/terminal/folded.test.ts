import { expect, test } from 'vitest';
import { folded } from '../../../src/cli/terminal/folded.ts';

test('prose is broken at spaces to fit a terminal, further lines indented', () => {
  const line = '  passes now on qemu-img 11.1: subject: cut; remove the entry: known.txt, line 1';
  expect(folded(line, 40)).toBe(
    [
      '  passes now on qemu-img 11.1: subject:',
      '      cut; remove the entry: known.txt,',
      '      line 1',
    ].join('\n'),
  );
  expect(folded(line, 100)).toBe(line);
  expect(folded(`see /a/very/${'long'.repeat(12)} there`, 40)).toBe(
    ['see', `    /a/very/${'long'.repeat(12)}`, '    there'].join('\n'),
  );
});

test.each([
  'top.qcow2 qcow2 64k size=384k l2=all dirty hdrlen=112 |...#|',
  '    set header.l1_size = 0 header.l1_size = 0',
  '# reduced from seed 1, drawn anew, case 2, and more words',
  '[{ "start": 0, "length": 65536, "depth": 0, "zero": true}]',
  'map --output=json -s 64577 --max-length 65536 top.qcow2',
  'replay: ci/map-parity try found.case --oracle 11.1 --profile 7.2',
  'Offset          Length          Mapped to       File',
])('what must stand as it is stays whole: %s', line => {
  expect(folded(line, 40)).toBe(line);
});

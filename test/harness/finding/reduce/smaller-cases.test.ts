import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { casesWithLess, smallerCases } from '../../../../src/harness/finding/reduce/smaller-cases.ts';

test('an encrypted backing file goes together with what the query says of it', () => {
  const from = parseCase(`base.luks luks 2M crypt=luks:key ||
top.qcow2 qcow2 2M |.{1024}|
map --object=secret,id=s,data=key \`json:{"file.filename":"top.qcow2","backing.key-secret":"s"}\`
`);
  const texts = [...smallerCases(from)].map(smaller => printCase(smaller));
  expect(texts).toContain(
    printCase(
      parseCase(`top.qcow2 qcow2 2M |.{1024}|
map --object=secret,id=s,data=key \`json:{"file.filename":"top.qcow2"}\`
`),
    ),
  );
});

test('an edit with fewer bits is less, too', () => {
  const from = parseCase('top.qcow2 qcow2 64k v2 |#|\n    set l2[0] = 0x58001\nmap top.qcow2\n');
  const texts = [...casesWithLess(from)].map(lesser => printCase(lesser));
  expect(texts).toContain(
    printCase(parseCase('top.qcow2 qcow2 64k v2 |#|\n    set l2[0] = 1\nmap top.qcow2\n')),
  );
});

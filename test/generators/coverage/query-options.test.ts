import { expect, test } from 'vitest';
import { optionsOf } from '../../../generators/coverage/query-options.ts';
import { parseRows } from '../../../generators/recipe/picture/parse-rows.ts';

const { recipe } = parseRows(['#', '.']);

test.each([
  ['top.qcow2', 'human'],
  ['--output=json -U top.qcow2', 'json locks'],
  ['--out json top.qcow2', 'json abbreviated'],
  ['-Us 64k -l1 -- top.qcow2', 'human start length locks'],
  ['top.qcow2 --start-offset=1 -f qcow2', 'human start forced-format'],
  ['--context base:allocation --output=json top.qcow2', 'nbd-context'],
  ['--image-opts driver=qcow2,file.filename=top.qcow2', 'human image-opts'],
  ['--image-opts driver=qcow2,file.filename=top.qcow2,backing.driver=raw', 'human image-opts backing'],
  ['json:{"backing":null,"file.filename":"top.qcow2"}', 'human json-name no-backing'],
  ['json:{"backing":{"driver":"raw"}}', 'human json-name backing'],
  ['json:{"driver":"blkdebug","image":{"driver":"raw"}}', 'human json-name filter'],
  ['--image-opts driver=compress,file.driver=qcow2', 'human image-opts filter'],
  ['--object secret,id=s,data=x base.qcow2', 'human secret deeper-layer'],
])('%s', (line, options) => {
  expect(optionsOf(line.split(' '), recipe).join(' ')).toBe(options);
});

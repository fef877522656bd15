import { expect, test } from 'vitest';
import { qcow2, raw } from '../write/written.ts';
import { told } from './told.ts';

const layers = [raw('##', { name: 'r' }), qcow2('.#', { name: 'q,q' })];
const whole = '0+65536 d1 PzD@0; 65536+65536 d0 PzD@327680';
const end = '65536+65536 d0 PzD@327680';
const node = { driver: 'qcow2', file: { driver: 'file', filename: 'q,q' } };

test.each([
  [['--output=json', 'q,q'], whole],
  [['q,q', '-U', '--output', 'json'], whole],
  [['--force-share', '--output=json', '-f', 'qcow2', 'q,q'], whole],
  [['--output=json', '--format=raw', 'r'], '0+131072 d0 PzD@0'],
  [['--output=json', '-s64k', 'q,q'], end],
  [['--output=json', '--start-offset=0x10000', '--max-length', '1M', 'q,q'], end],
  [['--output=json', '-s', '+65536', '-l', '0.5M', 'q,q'], end],
  [['--output=json', '--image-opts', 'driver=qcow2,file.filename=q,,q'], whole],
  [['--output=json', `json:${JSON.stringify(node)}`], whole],
  [
    ['--output=json', `json:${JSON.stringify({ ...node, backing: null })}`],
    '0+65536 d0 pZd; 65536+65536 d0 PzD@327680',
  ],
])('understood: %j', (query, expected) => {
  expect(told({ layers }, query, '11.1')).toBe(expected);
});

test.each([
  [['--output=xml', 'r'], 'output xml'],
  [['--output', 'json', '--output=json', 'r'], '--output=json a second time'],
  [['r', '-s'], '-s without a value'],
  [['r', '-s', '1x'], 'a size beyond plain ones'],
  [['r', '-l', '0.5'], 'a size beyond plain ones'],
  [['r', '-s', '-1'], 'a size beyond plain ones'],
  [['r', '-Us5'], 'option -Us5'],
  [['r', '--object', 'x'], 'the object x'],
  [['r', '--object=secret,id=s,data=x', '--object', 'secret,id=s,data=y'], 'the object secret,id=s,data=y'],
  [['r', 'q,q'], '2 image names'],
  [[], '0 image names'],
  [['-f', 'qcow2', 'r'], 'r opened as qcow2'],
  [['-f', 'raw', '--image-opts', 'driver=raw,file.filename=r'], 'image options and a format'],
  [['-f', 'qcow2', `json:${JSON.stringify(node)}`], 'json: and a format'],
  [['--image-opts', 'driver=qcow2,file.filename=q,,q,backing='], 'image options of another kind'],
  [['--image-opts', 'driver=raw,offset=512,file.filename=r'], 'image options of another kind'],
  [['json:{"driver":'], 'image options of another kind'],
  [['json:{"driver":"raw","file":{"filename":"r"},"backing":null}'], 'image options of another kind'],
])('not understood: %j', (query, reason) => {
  expect(told({ layers }, query, '11.1')).toBe(`abstains: ${reason}`);
});

import { expect, test } from 'vitest';
import { parseCase } from '../../../../generators/recipe/picture/parse-case.ts';
import { qcow2, raw } from '../../write/written.ts';
import { predictionText } from '../prediction-text.ts';

const layers = [raw('##', { name: 'r' }), qcow2('.#', { name: 'q,q' })];
const whole = '0+65536 d1 PzD@0; 65536+65536 d0 PzD@327680';
const end = '65536+65536 d0 PzD@327680';
const cut = '0+65536 d0 pZd; 65536+65536 d0 PzD@327680';
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
  [['-Us', '64k', '--out=json', '--', 'q,q'], end],
  [
    ['q,q', '--st', '64k', '--image', '--outpu', 'json'].toSpliced(0, 1, 'driver=qcow2,file.filename=q,,q'),
    end,
  ],
  [['--output=json', `json:${JSON.stringify({ ...node, backing: null })}`], cut],
  [['--output=json', '--image-opts', 'driver=qcow2,file.filename=q,,q,backing='], cut],
  [
    [
      '--output=json',
      `json:${JSON.stringify({ ...node, 'backing.file.filename': 'r', 'backing.driver': 'raw' })}`,
    ],
    whole,
  ],
  [['--output=json', '--image-opts', 'driver=compress,file.driver=qcow2,file.file.filename=q,,q'], whole],
  [['--output=json', '--image-opts', 'driver=qcow2,file.filename=q,,q,read-only=on'], whole],
])('the model understands %j', (query, expected) => {
  expect(predictionText({ layers }, query, '11.1')).toBe(expected);
});

test.each([
  [['r', '-s']],
  [['r', '-Ux']],
  [['--fo', 'raw', 'r']],
  [['--image-opts=1', 'r']],
  [['r', '--object']],
  [['r', 'q,q']],
  [[]],
])('map refuses %j', query => {
  expect(predictionText({ layers }, query, '11.1')).toBe('refused');
});

const misuse = 'misuse of the command line';
const otherOptions = 'image options of another kind';

test.each([
  [['--output=xml', 'r'], misuse],
  [['--output', 'json', '--output=json', 'r'], misuse],
  [['r', '-s', '1x'], 'a size beyond plain ones'],
  [['r', '-l', '0.5'], 'a size beyond plain ones'],
  [['r', '-s', '-1'], 'a size beyond plain ones'],
  [['r', '--object', 'x'], 'an object that is no plain secret'],
  [
    ['r', '--object=secret,id=s,data=x', '--object', 'secret,id=s,data=y'],
    'an object that is no plain secret',
  ],
  [['--context=base:allocation', '-x', 'r'], misuse],
  [['-h', 'r'], 'a request for help'],
  [['--object=help', '-x'], 'a request for help'],
  [['-f', 'qcow2', 'r'], 'a format that is not the file’s'],
  [['-f', 'raw', '--image-opts', 'driver=raw,file.filename=r'], misuse],
  [['-f', 'qcow2', `json:${JSON.stringify(node)}`], misuse],
  [['--image-opts', 'driver=raw,offset=512,file.filename=r'], otherOptions],
  [['--image-opts', 'driver=qcow2,file.filename=q,,q,node-name=node,file.node-name=node'], otherOptions],
  [['--image-opts', 'driver=raw,file.driver=qcow2,file.file.filename=q,,q'], otherOptions],
  [['--image-opts', 'driver=compress,file.driver=raw,file.file.filename=r'], otherOptions],
  [
    ['--image-opts', 'driver=compress,file.driver=compress,file.file.driver=qcow2,file.file.file.filename=q'],
    otherOptions,
  ],
  [['--image-opts', 'driver=qcow2,file.driver=raw,file.file.filename=q,,q'], otherOptions],
  [['json:{"driver":'], otherOptions],
  [['json:{"driver":"raw","file":{"filename":"r"},"backing":null}'], otherOptions],
  [[`json:${JSON.stringify({ ...node, 'file.filename': 'r' })}`], otherOptions],
  [
    ['--context=base:allocation', '--image-opts', 'driver=blkdebug,image.driver=raw,image.file.filename=r'],
    'a context of NBD in a window, or of filters',
  ],
])('the model abstains for %j', (query, reason) => {
  expect(predictionText({ layers }, query, '11.1')).toBe(`abstains: ${reason}`);
});

// qemu: Compression is not supported for underlying format.
test.each(['dmg', 'cloop'])(
  'the model does not know the filter compress above %s, which is only read',
  format => {
    const { recipe } = parseCase(`a.${format} ${format} 512 ||\n`);
    const query = [
      '--output=json',
      '--image-opts',
      `driver=compress,file.driver=${format},file.file.filename=a.${format}`,
    ];
    expect(predictionText(recipe, query, '11.1')).toBe(`abstains: ${otherOptions}`);
  },
);

import { expect, test } from 'vitest';
import { map, openImage } from '../../../../../src/map/index.ts';
import { commandText } from '../../../../support/command-text.ts';
import { testFolder } from '../../../../support/test-folder.ts';
import { tinyQcow2 } from '../../../../support/tiny-qcow2.ts';

const folder = testFolder();
/** One bitmap: its table is cluster 5, the directory cluster 6. */
const directory = '0000000000000a00' + '00000001' + '00000002' + '01' + '10' + '0001' + '00000000' + '62';
folder.put(
  'a',
  Buffer.concat([
    tinyQcow2({
      l2: [[]],
      extensions: [
        [
          0x23852875,
          Buffer.from(`${'00000001'}${'00000000'}${'0000000000000020'}${'0000000000000c00'}`, 'hex'),
        ],
      ],
      edits: [[88, '0000000000000001']],
    }),
    Buffer.alloc(512),
    Buffer.from(directory.padEnd(1024, '0'), 'hex'),
  ]),
);

const rule = 'file.inject-error.event=l2_load,file.inject-error.sector=6';
const options = `driver=qcow2,file.driver=blkdebug,file.image.filename=a,${rule}`;
const mapped = (more: string): ReturnType<typeof commandText> =>
  commandText(['--output=json', '--image-opts', options + more], folder.path);

test('a node says by its name that its bitmaps are lost', () => {
  expect(mapped(',node-name=n')).toMatchObject({
    status: 0,
    stderr:
      "qemu-img: Lost persistent bitmaps during inactivation of node 'n': Failed to read bitmap directory: Input/output error\n",
  });
});

test('a name that qemu makes up is not supported', () => {
  const { status, stderr } = mapped('');
  expect(status).toMatch(
    /: a bitmap directory that can't be read at the end, in a node without a node-name, is not supported yet$/,
  );
  expect(stderr).toBe('');
});

test('the library reads no bitmaps when it closes an image', () => {
  const notices: string[] = [];
  const notice = (text: string): void => void notices.push(text);
  using image = openImage(options, { imageOptions: true, directory: folder.path, notice });
  expect([...map(image)]).toHaveLength(1);
  image.close();
  expect(notices).toEqual([]);
});

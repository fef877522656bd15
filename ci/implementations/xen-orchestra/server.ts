import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** What this program uses of the package: an image, as the blocks that it has. */
interface Disk {
  init(): Promise<void>;
  getVirtualSize(): number;
  getBlockSize(): number;
  getBlockIndexes(): number[];
  close(): Promise<void>;
}

type File = Awaited<ReturnType<typeof open>>;

const [folder] = process.argv.slice(2);
const entry = pathToFileURL(`${folder}/node_modules/@xen-orchestra/qcow2/dist/index.mjs`);
const { QCowAccessor } = (await import(entry.href)) as {
  readonly QCowAccessor: new (accessor: typeof files, path: string) => Disk;
};

const longestRead = 2 ** 31 - 1;

/** The files of this machine, as the package reads them. */
const files = {
  openFile: (path: string): Promise<File> => open(path),
  /** Node aborts at an offset that isn't exact, and at a length that has more than 31 bits. */
  read(file: File, buffer: Buffer, offset: number): Promise<unknown> {
    if (buffer.length > longestRead) throw new RangeError(`no length of a read: ${buffer.length}`);
    if (!Number.isSafeInteger(offset)) throw new RangeError(`no offset in a file: ${offset}`);
    return file.read(buffer, 0, buffer.length, offset);
  },
  closeFile: (file: File): Promise<void> => file.close(),
};

/**
 * The map of an image, one JSON object a line. The package has blocks, which are data, and gaps. It doesn't open the backing
 * file, so that a gap reads as zeros.
 */
async function mapOf(path: string): Promise<string> {
  const disk = new QCowAccessor(files, path);
  try {
    await disk.init();
    const [size, block] = [disk.getVirtualSize(), disk.getBlockSize()];
    const lines: string[] = [];
    let end = 0;
    const add = (kind: 'gap' | 'data', until: number): void => {
      const allocated = kind === 'data';
      const extent = { start: end, length: until - end, allocated, zero: !allocated, compressed: false };
      if (extent.length > 0) lines.push(JSON.stringify(extent));
      end = Math.max(end, until);
    };
    for (const index of disk.getBlockIndexes()) {
      add('gap', Math.min(size, index * block));
      add('data', Math.min(size, (index + 1) * block));
    }
    add('gap', size);
    return lines.map(line => `${line}\n`).join('');
  } finally {
    await disk.close();
  }
}

// Each line of stdin is the path of an image. Each answer ends with an empty line; `error: …` refuses the image.
for await (const path of createInterface({ input: process.stdin })) {
  const answer = await mapOf(path).catch((why: Error) => `error: ${why.message.replaceAll(/\s+/g, ' ')}\n`);
  process.stdout.write(`${answer}\n`);
}

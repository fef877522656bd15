import type { Oracle } from '../../src/harness/parties/oracle/oracle.ts';

/** The environment in which a generated script runs with an oracle: its qemu-img, and the qemu-io and qemu-nbd beside it. */
export function scriptEnvironment({ program }: Oracle, temporary: string): NodeJS.ProcessEnv {
  const img = [program.file, ...program.leading];
  const beside = (name: string): string =>
    img.map(word => word.replace(/(^|\/)qemu-img$/, `$1${name}`)).join(' ');
  return {
    PATH: process.env.PATH,
    TMPDIR: temporary,
    QEMU_IMG: img.join(' '),
    QEMU_IO: beside('qemu-io'),
    QEMU_NBD: beside('qemu-nbd'),
  };
}

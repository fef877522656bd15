import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { hostDrivers } from '../../map/drivers/file/file.ts';
import { HostFile } from '../../map/host/nodejs/file/host-file.ts';
import { newest } from '../../map/profile/profile.ts';
import { scratchPrefix } from './stale-scratch.ts';

/**
 * Whether a file system keeps holes, and reports them where they were made. `holeGranularity`: holes are whole blocks of that
 * many bytes, counted from the start of a file.
 */
export type HoleSupport =
  | { readonly kind: 'supported'; readonly holeGranularity: bigint }
  | { readonly kind: 'unsupported'; readonly why: string };

/** Bytes of noise at the start of the probe. */
const noiseLength = 256 * 1024;
/** Position of the probe's last byte, which is data; the hole ends before its block. */
const dataAt = 1024 * 1024 - 1;

/**
 * Probes the file system of `folder` with a file of noise, a hole and one byte, which must be reported as data, hole and
 * data. Noise, because some file systems compress a constant away. If this process is killed before it ends, the next run removes the
 * file.
 */
export function probeHoles(folder: string): HoleSupport {
  const probe = mkdtempSync(join(folder, `${scratchPrefix()}-${process.pid}-probe-`));
  try {
    return readProbe(writeProbe(join(probe, 'probe')));
  } catch (error) {
    return { kind: 'unsupported', why: (error as Error).message };
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

function writeProbe(path: string): string {
  const noise = Buffer.from(
    Uint32Array.from({ length: noiseLength / 4 }, (_, i) => (i + 1) * 2654435761).buffer,
  );
  const fd = openSync(path, 'wx');
  try {
    writeSync(fd, noise, 0, noiseLength, 0);
    writeSync(fd, noise, 0, 1, dataAt);
    ftruncateSync(fd, dataAt + 1);
  } finally {
    closeSync(fd);
  }
  return path;
}

function readProbe(path: string): HoleSupport {
  const file = HostFile.open(path, { profile: newest, drivers: hostDrivers });
  try {
    if (!file.knowsHoles) return { kind: 'unsupported', why: 'holes cannot be queried: koffi does not load' };
    const noise = file.segmentAt(0);
    if (noise.hole || noise.end !== noiseLength)
      return { kind: 'unsupported', why: 'noise is not reported as data' };
    const hole = file.segmentAt(noiseLength);
    if (!hole.hole || hole.end > dataAt)
      return { kind: 'unsupported', why: 'a hole is not reported as a hole' };
    return { kind: 'supported', holeGranularity: BigInt(dataAt + 1 - hole.end) };
  } finally {
    file.close();
  }
}

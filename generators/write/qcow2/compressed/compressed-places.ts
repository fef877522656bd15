import { compressedRoom } from './compressed.ts';

/** The places of the compressed clusters of a mapping. */
export interface CompressedPlaces {
  /** The byte of the file where the first one begins, which begins a host cluster. */
  readonly offset: bigint;
  readonly clusterSize: number;
  readonly count: number;
  /**
   * True: they follow each other directly, and share sectors and host clusters. False: each has its own host cluster.
   */
  readonly packed: boolean;
}

/** Start of the data of compressed cluster `ordinal`, counted in guest order, in bytes from the first. */
function compressedStart(
  { clusterSize, packed }: Pick<CompressedPlaces, 'clusterSize' | 'packed'>,
  ordinal: number,
): number {
  if (!packed) return ordinal * clusterSize + (ordinal % period);
  const whole = Math.floor(ordinal / period) * sumOfRooms(clusterSize, period);
  return whole + sumOfRooms(clusterSize, ordinal % period);
}

/** The rooms repeat after this many clusters. */
const period = 4;

function sumOfRooms(clusterSize: number, count: number): number {
  let sum = 0;
  for (let ordinal = 0; ordinal < count; ordinal++) sum += compressedRoom(clusterSize, ordinal);
  return sum;
}

/** Start of the data of compressed cluster `ordinal`, in bytes of the file. */
export function compressedOffset(places: CompressedPlaces, ordinal: number): bigint {
  return places.offset + BigInt(compressedStart(places, ordinal));
}

/** Bytes from the start of the first to the end of the last. */
export function compressedEnd(places: Pick<CompressedPlaces, 'clusterSize' | 'count' | 'packed'>): number {
  const last = places.count - 1;
  return last < 0 ? 0 : compressedStart(places, last) + compressedRoom(places.clusterSize, last);
}

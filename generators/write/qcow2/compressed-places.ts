import { compressedRoom } from './compressed.ts';

/** Where the compressed clusters of a mapping stand. */
export interface CompressedPlaces {
  /** Byte of the file where a host cluster begins, and with it the first of them. */
  readonly offset: bigint;
  readonly clusterSize: number;
  readonly count: number;
  /** One directly behind the other, so that they share sectors and host clusters; or each in a host cluster of its own. */
  readonly packed: boolean;
}

/** Where the data of the compressed cluster `ordinal`, in guest order, begins, in bytes from the first. */
export function compressedStart(
  { clusterSize, packed }: Pick<CompressedPlaces, 'clusterSize' | 'packed'>,
  ordinal: number,
): number {
  if (!packed) return ordinal * clusterSize + (ordinal % period);
  const whole = Math.floor(ordinal / period) * sumOfRooms(clusterSize, period);
  return whole + sumOfRooms(clusterSize, ordinal % period);
}

/** Rooms repeat after so many clusters. */
const period = 4;

function sumOfRooms(clusterSize: number, count: number): number {
  let sum = 0;
  for (let ordinal = 0; ordinal < count; ordinal++) sum += compressedRoom(clusterSize, ordinal);
  return sum;
}

/** Where the data of the compressed cluster `ordinal` begins, in bytes of the file. */
export function compressedOffset(places: CompressedPlaces, ordinal: number): bigint {
  return places.offset + BigInt(compressedStart(places, ordinal));
}

/** Bytes from the start of the first to the end of the last. */
export function compressedEnd(places: Pick<CompressedPlaces, 'clusterSize' | 'count' | 'packed'>): number {
  const last = places.count - 1;
  return last < 0 ? 0 : compressedStart(places, last) + compressedRoom(places.clusterSize, last);
}

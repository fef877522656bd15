import { Refusal } from '../../../basics/error.ts';

/** The limits of a throttle group that were set, by their names. */
export type ThrottleLimits = ReadonlyMap<string, bigint>;

const whats = ['bps', 'iops'] as const;
const ways = ['total', 'read', 'write'] as const;
/** What a bucket holds, as the ends of names: a rate per second, the rate of bursts, and the seconds of a burst. */
const ends = ['', '-max', '-max-length'] as const;
const size = 'iops-size';

/** The names of all limits, in the order of the schema. */
export const limitNames: readonly string[] = [
  ...[...whats].reverse().flatMap(what => ways.flatMap(way => ends.map(end => `${what}-${way}${end}`))),
  size,
];

/** The limits that are the lengths of bursts, which have 32 bits, in the order in which they are checked. */
export const lengthNames: readonly string[] = whats.flatMap(what =>
  ways.map(way => `${what}-${way}-max-length`),
);

/** The longest length of bursts, in seconds. */
export const longest = 0xffffffffn;

const most = 1_000_000_000_000_000n;

/**
 * Checks that limits go together (throttle_is_valid, 5.2 to 11.1).
 *
 * @throws Refusal of the first mistake: totals beside others first, then the size of operations, then each bucket
 */
export function checkLimits(limits: ThrottleLimits): void {
  const has = (name: string) => (limits.get(name) ?? 0n) !== 0n;
  for (const what of whats) {
    for (const end of ['', '-max']) {
      if (has(`${what}-total${end}`) && (has(`${what}-read${end}`) || has(`${what}-write${end}`))) {
        throw new Refusal('bps/iops/max total values and read/write values cannot be used at the same time');
      }
    }
  }
  if (has(size) && !ways.some(way => has(`iops-${way}`))) {
    throw new Refusal('iops size requires an iops value to be set');
  }
  for (const what of whats) for (const way of ways) checkBucket(limits, `${what}-${way}`);
}

function checkBucket(limits: ThrottleLimits, name: string): void {
  const [rate, burst] = [limits.get(name) ?? 0n, limits.get(`${name}-max`) ?? 0n];
  const length = limits.get(`${name}-max-length`) ?? 1n;
  if ([rate, burst].some(value => value < 0n || value > most)) {
    throw new Refusal(`bps/iops/max values must be within [0, ${most}]`);
  }
  if (length === 0n) throw new Refusal('the burst length cannot be 0');
  if (length > 1n && burst === 0n) throw new Refusal('burst length set without burst rate');
  if (burst === 0n) return;
  if (length > most / burst) throw new Refusal('burst length too high for this burst rate');
  if (rate === 0n) throw new Refusal('bps_max/iops_max require corresponding bps/iops values');
  if (burst < rate) throw new Refusal('bps_max/iops_max cannot be lower than bps/iops');
}

import type { ByteString } from '../../basics/byte-string.ts';
import { MapError, Refusal } from '../../basics/error.ts';
import type { Referrer } from '../../file/confined.ts';
import type { Host } from '../../host/host.ts';
import type { Profile } from '../../profile/profile.ts';
import { shakeHands } from './handshake/handshake.ts';
import type { Joined } from './nbd-export.ts';
import type { NbdOptions } from './nbd-options.ts';

/** How long a server may be silent, in milliseconds. qemu waits for ever. */
const usualPatience = 30_000;

const firstPause = 1000;
const longestPause = 16_000;

/** Where servers may be, and how they are asked. */
export interface JoinOptions {
  readonly profile: Profile;
  readonly host: Host;
  readonly referrer: Referrer;
  /** As for a connection. Absent: 30 s. */
  readonly patience?: number;
}

/** The metadata context that is asked for unless options name another. */
export const usualContext: ByteString = 'base:allocation';

/**
 * Connects to the server of an export and agrees with it. As long as the option open-timeout allows, a failure is followed by
 * another attempt.
 *
 * @throws Refusal, Confined
 * @throws MapError `stalled`, `no-koffi`
 */
export function joinExport(wanted: NbdOptions, options: JoinOptions): Joined {
  const { patience = usualPatience } = options;
  if (wanted.openTimeout === 0n) return attempt(wanted, options, patience);
  try {
    return attemptUntil(endOf(wanted.openTimeout, performance.now(), options), wanted, options);
  } catch (error) {
    if (!isStalled(error)) throw error;
    throw new Refusal('Connection attempt cancelled by timeout');
  }
}

/** Joins an export again after its connection was lost, as long as the option reconnect-delay allows; see `Rejoin`. */
export function rejoinExport(wanted: NbdOptions, options: JoinOptions, since: number): Joined | undefined {
  const end = endOf(wanted.reconnectDelay, since, options);
  if (performance.now() >= end) return undefined;
  try {
    return attemptUntil(end, wanted, options);
  } catch (error) {
    if (error instanceof Refusal || isStalled(error)) return undefined;
    throw error;
  }
}

function isStalled(error: unknown): boolean {
  return error instanceof MapError && error.code === 'stalled';
}

/** @param handshake how long an answer in the handshake may take, in milliseconds */
function attempt(wanted: NbdOptions, options: JoinOptions, handshake: number): Joined {
  const { address, exported = '', context = usualContext } = wanted;
  const { profile, host, referrer, patience = usualPatience } = options;
  const connection = host.connect(address, { referrer, patience: handshake });
  try {
    const state = shakeHands(connection, { ...wanted, exported, context }, profile);
    if (handshake !== patience) connection.setPatience(patience);
    return { connection, state };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** When attempts end that may go on for some seconds, but no longer than a server may be silent. */
function endOf(seconds: bigint, since: number, { patience = usualPatience }: JoinOptions): number {
  return since + Math.min(Number(seconds) * 1000, patience);
}

function attemptUntil(end: number, wanted: NbdOptions, options: JoinOptions): Joined {
  for (let wait = firstPause; ; wait = Math.min(2 * wait, longestPause)) {
    const left = Math.max(1, end - performance.now());
    try {
      return attempt(wanted, options, left);
    } catch (error) {
      if (!(error instanceof Refusal) || performance.now() + wait > end) throw error;
      pause(wait);
    }
  }
}

/** Waits some milliseconds. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

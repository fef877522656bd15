import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Typed } from '../../options/typed-options.ts';
import { events, type RequestKind, requests } from './events.ts';

/** What a rule does when its event comes in its state. */
export type Rule = InjectRule | StateRule;

interface CommonRule {
  readonly event: ByteString;
  /** The state in which it acts; 0: in any. */
  readonly state: number;
}

/** Makes requests fail until another event brings other rules of this kind. */
export interface InjectRule extends CommonRule {
  readonly action: 'inject';
  /** The kind of requests; absent: all but block-status. */
  readonly request?: RequestKind;
  /** An errno; 0: the request succeeds, and later rules don't count. */
  readonly errno: number;
  /** The byte that a request has to hold; absent: any. */
  readonly offset?: bigint;
  /** It counts for one request only. */
  readonly once: boolean;
}

/** Changes the state of the node, which begins as 1. */
export interface StateRule extends CommonRule {
  readonly action: 'set-state';
  readonly newState: number;
}

/** The options of each kind of rule, by the names of their sections. */
export const sections = {
  'inject-error': {
    event: 'text',
    state: 'number',
    iotype: 'text',
    errno: 'number',
    sector: 'number',
    once: 'switch',
    immediately: 'switch',
  },
  'set-state': { event: 'text', state: 'number', new_state: 'number' },
} as const;

export type SectionName = keyof typeof sections;

const inputOutputError = 5n;
const sectorBytes = 512n;

/** @throws Refusal */
export function injectRule(options: Typed<(typeof sections)['inject-error']>): InjectRule {
  const { errno = inputOutputError, sector = -1n, once = false, iotype } = options;
  const common = commonOf(options);
  const request = requests.find(known => known === iotype);
  if (iotype !== undefined && request === undefined) throw invalid(iotype);
  const signed = BigInt.asIntN(64, sector);
  return {
    action: 'inject',
    ...common,
    ...(request !== undefined && { request }),
    errno: toInt(errno),
    ...(signed !== -1n && { offset: BigInt.asUintN(64, signed * sectorBytes) }),
    once,
  };
}

/** @throws Refusal */
export function stateRule(options: Typed<(typeof sections)['set-state']>): StateRule {
  const { new_state: newState = 0n } = options;
  return { action: 'set-state', ...commonOf(options), newState: toInt(newState) };
}

function commonOf(options: { readonly event?: ByteString; readonly state?: bigint }): CommonRule {
  const { event, state = 0n } = options;
  if (event === undefined) throw new Refusal('Missing event name for rule');
  if (!events.includes(event)) throw invalid(event);
  return { event, state: toInt(state) };
}

function invalid(value: ByteString): Refusal {
  return new Refusal(`invalid parameter value: ${value}`);
}

/** qemu keeps these numbers as int. */
function toInt(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

import type { Stretch } from '../../drawing/layer-cells.ts';
import type { Output } from '../worker/tasks/map-chain.ts';

/** What is looked at of a chain, beside its text: it stands in the address. */
export interface MapState {
  /** Which query, from 0. */
  readonly query: number;
  readonly output: Output;
  /** The guest offset that one points at, in bytes. */
  readonly at: bigint | undefined;
  /** The guest bytes that are drawn. Undefined: all. */
  readonly window: Stretch | undefined;
  /** Whether host offsets are shown. */
  readonly hosts: boolean;
}

/** The outputs, and how they are named. */
export const outputs: Readonly<Record<Output, string>> = {
  json: 'JSON',
  human: 'table',
  'qemu:allocation-depth': 'qemu:allocation-depth',
  'base:allocation': 'base:allocation',
};

/** How a chain is looked at first. */
export const firstState: MapState = {
  query: 0,
  output: 'json',
  at: undefined,
  window: undefined,
  hosts: false,
};

/** Reads the parameters `q`, `o`, `at`, `w` and `hosts` of an address; what makes no sense is left out. */
export function readMapState(parameters: URLSearchParams): MapState {
  const output = parameters.get('o') ?? '';
  const at = parameters.get('at') ?? '';
  const [, start, end] = /^(\d{1,20})-(\d{1,20})$/.exec(parameters.get('w') ?? '') ?? [];
  return {
    query: Math.max(0, Math.floor(Number(parameters.get('q') ?? 0)) || 0),
    output: Object.hasOwn(outputs, output) ? (output as Output) : 'json',
    at: /^\d{1,20}$/.test(at) ? BigInt(at) : undefined,
    window:
      start !== undefined && BigInt(start) < BigInt(end!)
        ? { start: BigInt(start), end: BigInt(end!) }
        : undefined,
    hosts: parameters.get('hosts') !== null,
  };
}

/** The parameters of an address; those that are as at first are left out. */
export function writeMapState({ query, output, at, window, hosts }: MapState): Record<string, string> {
  return {
    ...(query !== 0 && { q: String(query) }),
    ...(output !== 'json' && { o: output }),
    ...(at !== undefined && { at: String(at) }),
    ...(window !== undefined && { w: `${window.start}-${window.end}` }),
    ...(hosts && { hosts: '1' }),
  };
}

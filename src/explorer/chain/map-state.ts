import type { Output } from '../worker/map-chain.ts';

/** What is looked at of a chain, beside its text: it stands in the address. */
export interface MapState {
  /** Which query, from 0. */
  readonly query: number;
  readonly output: Output;
  /** The guest offset that one points at, in bytes. */
  readonly at: bigint | undefined;
}

/** The outputs, and how they are named. */
export const outputs: Readonly<Record<Output, string>> = {
  json: 'JSON',
  human: 'table',
  'qemu:allocation-depth': 'qemu:allocation-depth',
  'base:allocation': 'base:allocation',
};

/** Reads the parameters `q`, `o` and `at` of an address; what makes no sense is left out. */
export function readMapState(parameters: URLSearchParams): MapState {
  const output = parameters.get('o') ?? '';
  const at = parameters.get('at') ?? '';
  return {
    query: Math.max(0, Math.floor(Number(parameters.get('q') ?? 0)) || 0),
    output: Object.hasOwn(outputs, output) ? (output as Output) : 'json',
    at: /^\d{1,20}$/.test(at) ? BigInt(at) : undefined,
  };
}

/** The parameters of an address; those that are as at first are left out. */
export function writeMapState({ query, output, at }: MapState): Record<string, string> {
  return {
    ...(query !== 0 && { q: String(query) }),
    ...(output !== 'json' && { o: output }),
    ...(at !== undefined && { at: String(at) }),
  };
}

import type { FoundOracles } from '../oracle/find.ts';

/** One line an oracle: its name and exact version, or what is wrong with it. */
export function oracleLines({ oracles, lost }: FoundOracles): string[] {
  if (oracles.length + lost.length === 0) return ['no real qemu-img: ci/oracles fetches four versions'];
  return [
    ...oracles.map(({ name, banner }) => `${name.padEnd(5)} ${banner}`),
    ...lost.map(({ name, error }) => `${name.padEnd(5)} ${error.kind}: ${error.detail}`),
  ];
}

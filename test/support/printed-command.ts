import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';

/** The words of the command after `label` in a report. */
export function commandBehind(label: string, text: string): string[] {
  const [, line] = new RegExp(`${label}(map-parity .*)$`, 'm').exec(text) ?? [];
  expect(line, `${label} in ${text}`).toBeDefined();
  const words = execFileSync('bash', ['-c', `map-parity() { printf '%s\\0' "$@"; }; ${line}`], {
    encoding: 'utf8',
  });
  return words.split('\0').slice(0, -1);
}

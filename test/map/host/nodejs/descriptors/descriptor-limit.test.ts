import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const module = fileURLToPath(
  new URL('../../../../../src/map/host/nodejs/descriptors/descriptor-limit.ts', import.meta.url),
);
const script = `import { descriptorLimit } from ${JSON.stringify(module)}; console.log(descriptorLimit())`;

/** The limit that a program finds whose parent is a shell with this limit. */
function found(limit: string): string {
  const inShell = `ulimit ${limit} || exit; "$0" --input-type=module -e "$1"; exit`;
  return execFileSync('sh', ['-c', inShell, process.execPath, script]).toString().trim();
}

describe('the limit of descriptors', () => {
  test('is the soft limit of the parent, which Node raises for itself', () => {
    expect(found('-Sn 100')).toBe('100');
  });

  test('is not above the hard limit', () => {
    expect(found('-n 90')).toBe('90');
  });
});

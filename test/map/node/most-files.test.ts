import { describe, expect, test } from 'vitest';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { mostFiles, mostFilesOfLoop } from '../../../src/map/node/most-files.ts';
import { newest } from '../../../src/map/profile/profile.ts';

class Limited extends NodeHost {
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override descriptorLimit(): number {
    return this.#limit;
  }
}

const withLimit = (limit: number) => ({ profile: newest, host: new Limited(limit), notice: () => {} });

describe('how many files a chain may have', () => {
  test.each([100, 1024, 4096, 20_000])('follows the limit of descriptors: %i', limit => {
    expect(mostFiles(withLimit(limit))).toBe(newest.chainFiles + limit - 1024);
  });

  test('is bounded in a loop, with which qemu-img takes minutes', () => {
    expect(mostFilesOfLoop(withLimit(100))).toBe(mostFiles(withLimit(100)));
    expect(mostFilesOfLoop(withLimit(20_000))).toBe(mostFiles(withLimit(4096)));
  });
});

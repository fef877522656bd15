import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openScratch, type Scratch } from '../../src/harness/files/scratch.ts';

/** Folders that are made for each test of a file, and removed after it. */
export interface Fresh {
  readonly scratch: Scratch;
  /** An empty folder for findings. */
  readonly findings: string;
}

/** Makes the folders before each test. The result is empty until the first test begins. */
export function freshScratch(): Fresh {
  const fresh = {} as { -readonly [Key in keyof Fresh]: Fresh[Key] };
  beforeEach(async () => {
    fresh.scratch = await openScratch();
    fresh.findings = mkdtempSync(join(tmpdir(), 'findings-test-'));
  });
  afterEach(() => {
    fresh.scratch.close();
    rmSync(fresh.findings, { recursive: true, force: true });
  });
  return fresh;
}

import type { Outcome } from './outcome.ts';

/** An outcome that came in a message, which makes a Buffer a Uint8Array. */
export function withBuffers({ stdout, stderr, end }: Outcome): Outcome {
  return { stdout: Buffer.from(stdout), stderr: Buffer.from(stderr), end };
}

import { parentPort } from 'node:worker_threads';

// A worker of a crew that says when it collects garbage.

globalThis.gc = (async () => parentPort!.postMessage({ kind: 'collected' })) as NodeJS.GCFunction;
await import('../../src/harness/runs/workers/worker-main.ts');

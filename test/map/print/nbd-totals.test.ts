import { expect, test } from 'vitest';
import { findOracles } from '../../../src/harness/parties/oracle/find-oracles.ts';
import { queryNbdServer } from '../../../src/harness/parties/oracle/nbd/query-nbd-server.ts';
import { defaultLimits } from '../../../src/harness/parties/oracle/program.ts';
import { runMap } from '../../../src/map/command/run-map.ts';
import { NodeHost } from '../../../src/map/host/nodejs/node-host.ts';
import { nbdContexts } from '../../../src/map/status/nbd-blocks.ts';
import { testFolder } from '../../support/test-folder.ts';
import { tinyQcow2, zero } from '../../support/tiny-qcow2.ts';

const { oracles } = await findOracles();
const folder = testFolder();
const cluster = 512n;

/** An image of that many clusters, of which the first ones are data. */
function image(name: string, clusters: bigint, data: number): void {
  folder.put(name, tinyQcow2({ size: clusters * cluster, l2: [Array<bigint>(data).fill(0x1000n), [zero]] }));
}
image('half', 128n, 64);
image('sixteenth', 16n, 1);
image('three-quarters-of-a-percent', 400n, 3);
image('tiny', 2n ** 24n, 1);
image('thirds', 3n, 1);
folder.put('top', tinyQcow2({ size: 4n * cluster, l2: [[0x1000n, zero]], backing: 'thirds' }));
folder.put('empty', tinyQcow2({ size: 0n }));

const names = ['half', 'sixteenth', 'three-quarters-of-a-percent', 'tiny', 'thirds', 'top', 'empty'];

test.skipIf(oracles.length === 0).each(names)('the totals of %s are those of nbdinfo', async name => {
  for (const { name: version, nbd, profile } of oracles) {
    if (nbd.kind !== 'complete') continue;
    for (const context of nbdContexts) {
      for (const output of ['human', 'json']) {
        const real = await queryNbdServer(
          nbd,
          {
            kind: 'words',
            server: ['-f', 'qcow2', '--', name],
            client: [...(output === 'json' ? ['--json'] : []), `--map=${context}`, '--totals'],
          },
          folder.path,
          { limits: defaultLimits },
        );
        let stdout = '';
        runMap([`--output=${output}`, '-f', 'qcow2', name], {
          profile,
          nbdRequest: { context, style: 'totals' },
          host: new NodeHost({ directory: folder.path }),
          stdout: bytes => (stdout += Buffer.from(bytes).toString()),
          stderr: () => {},
        });
        expect(real, version).toMatchObject({ kind: 'outcome' });
        if (real.kind === 'outcome')
          expect(stdout, `${version} ${context}`).toBe(real.outcome.stdout.toString());
      }
    }
  }
});

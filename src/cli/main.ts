#!/usr/bin/env node
import { mapMain } from './map.ts';

// `map` stands in for qemu-img, whose users start it thousands of times: it loads nothing that the other commands need,
// and is published as CommonJS (ci/package/rolldown.config.ts), where no `await` may stand here.
const [command, ...rest] = process.argv.slice(2);
// All output is written when it returns. process.exit saves the millisecond that it takes to tear down the heap.
if (command === 'map') process.exit(mapMain('map-parity map', rest));
else {
  import('./program.ts').then(async ({ runCommandLine }) => {
    process.exitCode = await runCommandLine(process.argv.slice(2));
  });
}

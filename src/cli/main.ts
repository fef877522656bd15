#!/usr/bin/env node
// `map` stands in for qemu-img, whose users start it thousands of times: it loads nothing that the other commands need.
const [command, ...rest] = process.argv.slice(2);
if (command === 'map') {
  const { mapMain } = await import('./map.ts');
  process.exitCode = mapMain(rest);
} else {
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv.slice(2));
}

import { neededNode } from '../../src/map/basics/needed-node.ts';

const [major, minor] = neededNode.split('.');

/**
 * The first statement of a command: it ends with one line and status 3 where Node is too old for `program`. Any Node can run it, and the
 * modules that follow are not loaded before.
 */
export function endingOnOldNode(program: string): string {
  return `(function (node) {
  if (node[0] > ${major} || (node[0] == ${major} && node[1] >= ${minor})) return;
  console.error('${program} needs Node ${neededNode} or newer, and this is Node ' + node.join('.') + ' (' + process.execPath + ')');
  process.exit(3);
})(process.versions.node.split('.'));`;
}

/** The oldest Node that has all that is used here; `engines` of package.json says the same. */
export const neededNode = '22.18';

/**
 * Why a Node can't run `program`, in one line; undefined if it can.
 *
 * @param running its version
 */
export function tooOld(program: string, running: string = process.versions.node): string | undefined {
  const [[major, minor], [neededMajor, neededMinor]] = [numbers(running), numbers(neededNode)];
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return undefined;
  return `${program} needs Node ${neededNode} or newer, and this is Node ${running} (${process.execPath})`;
}

function numbers(version: string): [major: number, minor: number] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}

import type { Profile } from '../profile/profile.ts';

/** The children that a node closes after all others but its backing file. */
const mainKeys = ['file', 'raw'];

/** What a node says when qemu closes it, and the nodes below it. A node is closed with the last of the nodes above it. */
export class Closing {
  /**
   * Says what qemu-img says when it closes the node itself. Absent: nothing.
   *
   * @throws Unsupported
   */
  say?: () => void;
  #file: Closing | undefined;
  #backing: Closing | undefined;
  readonly #others: Closing[] = [];
  #above = 0;

  /** @param key the option of the child, or `backing` for a backing file */
  add(key: string, below: Closing): void {
    below.#above += 1;
    if (key === 'backing') this.#backing = below;
    else if (mainKeys.includes(key)) this.#file = below;
    else this.#others.push(below);
  }

  /** Says what is said when the node is closed, from the top down. The backing files are a loop, since a chain may have any length. */
  sayAll(profile: Profile): void {
    const files: Closing[] = [];
    for (let node: Closing | undefined = this; node !== undefined; node = node.#backing) {
      if (!node.#isLeft()) break;
      node.say?.();
      for (const other of node.#others) other.sayAll(profile);
      if (node.#file === undefined) continue;
      if (profile.backingClosedFirst) files.push(node.#file);
      else node.#file.sayAll(profile);
    }
    for (const file of files.toReversed()) file.sayAll(profile);
  }

  /** A node above it, or who opened it, is closed. Was that the last one? */
  #isLeft(): boolean {
    this.#above -= 1;
    return this.#above <= 0;
  }
}

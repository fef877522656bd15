import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Secrets } from '../../node/secrets.ts';
import type { Profile } from '../../profile/profile.ts';
import { type MadeObject, makeDescribedObject } from './described-object.ts';
import { makeOptionObject, type ObjectOptions, parseObjectOptions } from './option-object.ts';

/** The objects of one command line: since 6.0 made as they are scanned, before only read then, and made later. */
export class Objects {
  readonly #profile: Profile;
  readonly #directory: ByteString | undefined;
  readonly #secrets = new Map<ByteString, Buffer>();
  readonly #waiting: ObjectOptions[] = [];

  /** @param directory where relative names of files start from; absent: the working directory */
  constructor(profile: Profile, directory?: ByteString) {
    this.#profile = profile;
    this.#directory = directory;
  }

  get secrets(): Secrets {
    return this.#secrets;
  }

  /**
   * Takes the argument of an `--object`.
   *
   * @returns what it asks to be printed instead of a map
   * @throws Refusal, Unsupported
   */
  scan(text: ByteString): ByteString | undefined {
    if (this.#profile.objectSyntax === 'keyval') {
      return this.#keep(makeDescribedObject(text, this.#secrets, this.#profile, this.#directory));
    }
    const options = parseObjectOptions(text);
    const { id } = options;
    if (id !== undefined && this.#waiting.some(other => other.id === id)) {
      throw new Refusal(`Duplicate ID '${id}' for object`);
    }
    this.#waiting.push(options);
    return undefined;
  }

  /** Makes what waits to be made; as `scan`. */
  makeWaiting(): ByteString | undefined {
    for (const options of this.#waiting) {
      const text = this.#keep(makeOptionObject(options, this.#secrets, this.#profile, this.#directory));
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #keep(made: MadeObject): ByteString | undefined {
    if (made.kind === 'help') return made.text;
    this.#secrets.set(made.id, made.data);
    return undefined;
  }
}

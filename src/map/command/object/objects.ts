import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Notice } from '../../basics/notice.ts';
import type { Host } from '../../host/host.ts';
import type { NamedObject, NamedObjects } from '../../node/named-objects.ts';
import type { Profile } from '../../profile/profile.ts';
import { type MadeObject, type Making, makeKeyvalObject } from './keyval-object.ts';
import { makeOptionObject, type ObjectOptions, parseObjectOptions } from './option-object.ts';

/**
 * The objects of one command line. Since 6.0 they are made while the options are scanned; before, they are read then
 * and made later.
 */
export class Objects {
  readonly #making: Omit<Making, 'notice'>;
  readonly #made = new Map<ByteString, NamedObject>();
  readonly #pending: ObjectOptions[] = [];

  /** @param host that has the files that properties name */
  constructor(profile: Profile, host: Host) {
    this.#making = { profile, host, objects: this.#made };
  }

  /** The objects made so far, by id. */
  get made(): NamedObjects {
    return this.#made;
  }

  /**
   * Reads the argument of an `--object`, and makes the object if the profile does so at once.
   *
   * @returns the help text that it asks for
   * @throws Refusal, Unsupported, Confined, Abort
   */
  scan(text: ByteString, notice: Notice): ByteString | undefined {
    if (this.#making.profile.objectSyntax === 'keyval') {
      return this.#keep(makeKeyvalObject(text, { ...this.#making, notice }));
    }
    const options = parseObjectOptions(text);
    const { id } = options;
    if (id !== undefined && this.#pending.some(other => other.id === id)) {
      throw new Refusal(`Duplicate ID '${id}' for object`);
    }
    this.#pending.push(options);
    return undefined;
  }

  /**
   * Makes the objects that were only read so far.
   *
   * @returns the help text that one of them asks for
   * @throws Refusal, Unsupported, Confined, Abort
   */
  makePending(notice: Notice): ByteString | undefined {
    for (const options of this.#pending) {
      const text = this.#keep(makeOptionObject(options, { ...this.#making, notice }));
      if (text !== undefined) return text;
    }
    return undefined;
  }

  #keep(made: MadeObject): ByteString | undefined {
    if (made.kind === 'help') return made.text;
    this.#made.set(made.id, made.object);
    return undefined;
  }
}

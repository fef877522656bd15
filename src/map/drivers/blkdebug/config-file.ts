import type { ByteString } from '../../basics/byte-string.ts';
import { Refusal } from '../../basics/error.ts';
import type { Referrer } from '../../file/confined.ts';
import { Unreadable } from '../../file/unreadable.ts';
import type { Opening } from '../../node/opening.ts';
import { checkId, isIdentifier } from '../../options/identifier.ts';
import { inQemuOrder } from '../../options/qemu-order.ts';
import { linesOf, readConfigLine } from './config-lines.ts';
import { type SectionName, sections } from './rule.ts';
import { checkTypes, type RuleSection } from './rule-sections.ts';

const unparsed = 'Could not parse blkdebug config file';

/** A section that is being read, and the name that its line has. */
interface OpenSection {
  readonly name: ByteString;
  readonly id: ByteString | undefined;
  readonly options: RuleSection['options'];
}

/**
 * Reads the rules in a config file.
 *
 * @throws Refusal, Confined
 */
export function readConfigFile(
  name: ByteString,
  referrer: Referrer,
  opening: Opening,
): readonly RuleSection[] {
  const reader = new ConfigReader(opening);
  let number = 0;
  for (const line of linesOf(textOf(name, referrer, opening))) {
    number += 1;
    try {
      reader.take(line);
    } catch (error) {
      if (!(error instanceof Refusal) || opening.profile.configErrors === 'late') throw error;
      opening.notice([`qemu-img:${name}:${number}: ${error.text}`, ...error.hints, ''].join('\n'));
      throw new Refusal(unparsed);
    }
  }
  return reader.end();
}

function* textOf(name: ByteString, referrer: Referrer, opening: Opening): Iterable<ByteString> {
  const { profile, host } = opening;
  try {
    yield* host.readByName(name, referrer);
  } catch (error) {
    if (error instanceof Unreadable) throw unreadable(error, opening);
    if (!(error instanceof Refusal) || profile.openErrors === 'common') throw error;
    throw new Refusal(error.text.replace(`Could not open '${name}'`, 'Could not read blkdebug config file'));
  }
}

function unreadable({ reason }: Unreadable, { profile, notice }: Opening): Refusal {
  if (profile.configErrors === 'late') return new Refusal(`Cannot read config file: ${reason}`);
  notice('qemu-img: error reading file\n');
  return new Refusal(unparsed);
}

/** Reads line after line. A mistake is found in its own line, or when the section of that line ends. */
class ConfigReader {
  readonly #opening: Opening;
  readonly #sections: RuleSection[] = [];
  readonly #ids = new Set<string>();
  #open: OpenSection | undefined;

  constructor(opening: Opening) {
    this.#opening = opening;
  }

  get #isEarly(): boolean {
    return this.#opening.profile.configErrors === 'by-line';
  }

  /** @throws Refusal */
  take(text: ByteString): void {
    const line = readConfigLine(text);
    switch (line.kind) {
      case 'nothing':
        return;
      case 'unreadable':
        throw new Refusal('parse error');
      case 'section':
        this.#finish();
        this.#begin(line.name, line.id);
        return;
      case 'option':
        if (this.#open === undefined) throw new Refusal('no group defined');
        if (line.key === 'id' && !this.#isEarly) {
          this.#open = { ...this.#open, id: line.value };
          return;
        }
        this.#open.options.set(line.key, line.value);
        if (this.#isEarly) this.#check({ ...this.#open, options: new Map([[line.key, line.value]]) });
    }
  }

  /** @throws Refusal */
  end(): readonly RuleSection[] {
    this.#finish();
    return this.#sections;
  }

  #begin(name: ByteString, id: ByteString | undefined): void {
    this.#open = { name, id, options: new Map() };
    if (!this.#isEarly) return;
    this.#check(this.#open);
    // Nothing is said of a bad id, but the section has no options.
    if (id !== undefined && (!isIdentifier(id) || this.#ids.has(`${name} ${id}`))) this.#open = undefined;
  }

  #finish(): void {
    if (this.#open === undefined) return;
    const { id, options } = this.#open;
    const name = this.#sectionName(this.#open);
    if (id !== undefined) {
      checkId(id);
      if (this.#ids.has(`${name} ${id}`)) throw new Refusal(`Duplicate ID '${id}' for ${name}`);
      this.#ids.add(`${name} ${id}`);
    }
    this.#check(this.#open);
    this.#sections.push({ name, options });
    this.#open = undefined;
  }

  #sectionName({ name }: OpenSection): SectionName {
    if (name === 'inject-error' || name === 'set-state') return name;
    throw new Refusal(`There is no option group '${name}'`);
  }

  #check(section: OpenSection): void {
    const name = this.#sectionName(section);
    const { options } = section;
    for (const key of inQemuOrder(options.keys())) {
      if (!Object.hasOwn(sections[name], key)) throw new Refusal(`Invalid parameter '${key}'`);
      checkTypes(name, new Map([[key, options.get(key)!]]), this.#opening);
    }
  }
}

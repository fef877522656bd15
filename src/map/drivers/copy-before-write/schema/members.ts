import { int64, type Member, onOff, optional, text } from '../../../options/schema/schema.ts';

/** OptionMembers by their names, in the order in which qemu reads them. */
export type OptionMembers = Readonly<Record<string, Member>>;

/** Optional integers. */
export const numbers: (...names: readonly string[]) => OptionMembers = optionals(int64);

/** Optional texts. */
export const texts: (...names: readonly string[]) => OptionMembers = optionals(text);

/** Optional switches. */
export const switches: (...names: readonly string[]) => OptionMembers = optionals(onOff);

function optionals(schema: Parameters<typeof optional>[0]): (...names: readonly string[]) => OptionMembers {
  return (...names) => Object.fromEntries(names.map(name => [name, optional(schema)]));
}

import { Refusal } from '../../basics/error.ts';
import { emptyContainer, type Options, takeChild } from '../../options/options.ts';
import { inQemuOrder } from '../../options/qemu-order.ts';
import { type OptionContext, takeTyped } from '../../options/typed-options.ts';
import { injectRule, type Rule, type SectionName, sections, stateRule } from './rule.ts';

/** The options of one rule. */
export interface RuleSection {
  readonly name: SectionName;
  readonly options: Options;
}

/** @throws Refusal */
export function rulesOf(given: readonly RuleSection[], context: OptionContext): readonly Rule[] {
  const ofKind = (kind: SectionName): readonly RuleSection[] => given.filter(({ name }) => name === kind);
  return [
    ...ofKind('inject-error').map(({ name, options }) =>
      injectRule(takeTyped(new Map(options), sections[name], context)),
    ),
    ...ofKind('set-state').map(({ name, options }) =>
      stateRule(takeTyped(new Map(options), sections[name], context)),
    ),
  ];
}

/**
 * Takes out the rules that the options of a node describe: `inject-error.event` for the only one, `inject-error.0.event` for
 * the first one of several.
 *
 * @throws Refusal
 */
export function takeRuleSections(options: Options, context: OptionContext): readonly RuleSection[] {
  return [...takeKind('inject-error', options, context), ...takeKind('set-state', options, context)];
}

function takeKind(name: SectionName, options: Options, context: OptionContext): readonly RuleSection[] {
  const given = takeChild(options, `${name}.`);
  if (given.size === 0) return [];
  const single = ofType(name, given);
  if (single.size > 0) {
    checkTypes(name, single, context);
    const [unknown] = inQemuOrder(given.keys());
    if (unknown !== undefined) throw new Refusal(`Unknown option '${unknown}' for [${name}]`);
    return [{ name, options: single }];
  }
  return takeList(name, given).map(section => {
    const own = ofType(name, section);
    checkTypes(name, own, context);
    const [unknown] = inQemuOrder(section.keys());
    if (unknown !== undefined) {
      throw new Refusal(`[${name}] section doesn't support the option '${unknown}'`);
    }
    return { name, options: own };
  });
}

/** Takes out the options that a kind of rule has. */
function ofType(name: SectionName, given: Options): Options {
  const own: Options = new Map();
  for (const [key, value] of given) {
    if (!Object.hasOwn(sections[name], key) || value === null || value === emptyContainer) continue;
    own.set(key, value);
    given.delete(key);
  }
  return own;
}

/** @throws Refusal of the first value that doesn't have its type */
export function checkTypes(name: SectionName, options: Options, context: OptionContext): void {
  takeTyped(new Map(options), sections[name], context);
}

/** Takes out the members `0.…`, `1.…` of a list, up to the first that is missing. */
function takeList(name: SectionName, given: Options): readonly Options[] {
  const list: Options[] = [];
  for (;;) {
    const index = String(list.length);
    const member = takeChild(given, `${index}.`);
    const isEmpty = given.get(index) === emptyContainer;
    if (isEmpty) given.delete(index);
    const isValue = given.has(index);
    if (!isEmpty && isValue === member.size > 0) break;
    if (isValue) throw new Refusal(`[${name}] section (index ${index}) does not consist of keys`);
    list.push(member);
  }
  const [unused] = inQemuOrder(given.keys());
  if (unused !== undefined) throw new Refusal(`Unused option '${unused}' for [${name}]`);
  return list;
}

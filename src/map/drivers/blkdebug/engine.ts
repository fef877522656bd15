import type { RequestKind } from './events.ts';
import type { InjectRule, Rule } from './rule.ts';

/** What the rules of one node make of events and requests. */
export class Engine {
  #rules: readonly Rule[];
  #state = 1;
  /** The rules that the last event with a rule to inject has brought, in the order of their definition. */
  #active: readonly InjectRule[] = [];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.raise('none');
  }

  /** An event has come. All its rules see the state that was before it. */
  raise(event: string): void {
    const acting = this.#rules.filter(
      rule => rule.event === event && (rule.state === 0 || rule.state === this.#state),
    );
    const injecting = acting.filter(rule => rule.action === 'inject');
    if (injecting.length > 0) this.#active = injecting;
    // Rules act in the reverse order of their definition, so the first one that is defined has the last word.
    const setting = acting.find(rule => rule.action === 'set-state');
    if (setting !== undefined) this.#state = setting.newState;
  }

  /**
   * The errno that a request ends with; 0: it succeeds.
   *
   * @param offset of the request, in bytes
   */
  errnoOf(kind: RequestKind, offset: number, bytes: number): number {
    const rule = this.#active.find(
      known =>
        (known.request === undefined ? kind !== 'block-status' : known.request === kind) &&
        isHit(known, offset, bytes),
    );
    if (rule === undefined || rule.errno === 0) return 0;
    if (rule.once) {
      this.#active = this.#active.filter(other => other !== rule);
      this.#rules = this.#rules.filter(other => other !== rule);
    }
    return rule.errno;
  }
}

function isHit({ offset }: InjectRule, start: number, bytes: number): boolean {
  return offset === undefined || (offset >= start && offset < start + bytes);
}

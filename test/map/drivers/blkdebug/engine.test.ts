import { expect, test } from 'vitest';
import { Engine } from '../../../../src/map/drivers/blkdebug/engine.ts';
import type { InjectRule, StateRule } from '../../../../src/map/drivers/blkdebug/rule.ts';

const inject = (rest: Partial<InjectRule>): InjectRule => ({
  action: 'inject',
  event: 'none',
  state: 0,
  errno: 5,
  once: false,
  ...rest,
});

const setState = (event: string, state: number, newState: number): StateRule => ({
  action: 'set-state',
  event,
  state,
  newState,
});

test('rules of the event none act from the start', () => {
  const engine = new Engine([inject({})]);
  expect(engine.errnoOf('read', 0, 512)).toBe(5);
  expect(engine.errnoOf('block-status', 0, 512)).toBe(0);
});

test('a rule strikes requests that hold its byte', () => {
  const engine = new Engine([inject({ offset: 512n })]);
  expect(engine.errnoOf('read', 0, 512)).toBe(0);
  expect(engine.errnoOf('read', 0, 513)).toBe(5);
  expect(engine.errnoOf('read', 513, 512)).toBe(0);
});

test('a rule may mean one kind of requests', () => {
  const engine = new Engine([inject({ request: 'block-status' })]);
  expect(engine.errnoOf('block-status', 0, 512)).toBe(5);
  expect(engine.errnoOf('read', 0, 512)).toBe(0);
});

test('the errno 0 hides later rules', () => {
  const engine = new Engine([inject({ errno: 0, offset: 0n }), inject({ errno: 28 })]);
  expect(engine.errnoOf('read', 0, 1)).toBe(0);
  expect(engine.errnoOf('read', 1, 1)).toBe(28);
});

test('a rule for once is gone when it has struck', () => {
  const engine = new Engine([inject({ event: 'l2_load', once: true })]);
  engine.raise('l2_load');
  expect([engine.errnoOf('read', 0, 1), engine.errnoOf('read', 0, 1)]).toEqual([5, 0]);
  engine.raise('l2_load');
  expect(engine.errnoOf('read', 0, 1)).toBe(0);
});

test('an event with rules to inject replaces those before; another leaves them', () => {
  const engine = new Engine([inject({ offset: 0n }), inject({ event: 'l2_load', offset: 1n })]);
  engine.raise('read_aio');
  expect(engine.errnoOf('read', 0, 1)).toBe(5);
  engine.raise('l2_load');
  expect([engine.errnoOf('read', 0, 1), engine.errnoOf('read', 1, 1)]).toEqual([0, 5]);
});

test('the state counts from 1, and changes after all rules of an event', () => {
  const engine = new Engine([
    inject({ event: 'l2_load', state: 3 }),
    setState('l2_load', 1, 2),
    setState('l2_load', 2, 3),
  ]);
  const struck = [0, 1, 2].map(() => {
    engine.raise('l2_load');
    return engine.errnoOf('read', 0, 1);
  });
  expect(struck).toEqual([0, 0, 5]);
});

test('of several new states the one that is defined first holds', () => {
  const engine = new Engine([
    inject({ event: 'l2_load', state: 7 }),
    setState('none', 0, 7),
    setState('none', 0, 8),
  ]);
  engine.raise('l2_load');
  expect(engine.errnoOf('read', 0, 1)).toBe(5);
});

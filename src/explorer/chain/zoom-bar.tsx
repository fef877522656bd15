import type { VNode } from 'preact';
import type { Stretch } from '../../drawing/layer-cells.ts';
import { offsetText } from '../../drawing/offset-text.ts';
import type { MapState } from './map-state.ts';
import { moved, narrower, wider } from './window.ts';

interface Properties {
  readonly state: MapState;
  /** The guest bytes of the chain. */
  readonly size: bigint;
  /** What is drawn now. Absent: the whole. */
  readonly window: Stretch | undefined;
  readonly onState: (state: MapState) => void;
}

/** Which part of the chain is drawn, and whether with host offsets. */
export function ZoomBar({ state, size, window, onState }: Properties): VNode {
  const { at, hosts } = state;
  const whole: Stretch = { start: 0n, end: size };
  const seen = window ?? whole;
  const show = (next: Stretch): void =>
    onState({ ...state, window: next.start === 0n && next.end >= size ? undefined : next });
  const isWhole = window === undefined;
  return (
    <div class="controls">
      <fieldset class="choice">
        <legend>Drawn</legend>
        <button type="button" onClick={() => show(narrower(seen, at))}>
          closer
        </button>
        <button type="button" disabled={isWhole} onClick={() => show(wider(seen, size))}>
          farther
        </button>
        <button type="button" disabled={isWhole} onClick={() => show(moved(seen, -1n, size))}>
          ← earlier
        </button>
        <button type="button" disabled={isWhole} onClick={() => show(moved(seen, 1n, size))}>
          later →
        </button>
        <button type="button" disabled={isWhole} onClick={() => show(whole)}>
          all
        </button>
        <span class="quiet">
          {isWhole ? 'the whole' : `${offsetText(seen.start)} to ${offsetText(seen.end)}`}
        </span>
      </fieldset>
      <label>
        <input
          type="checkbox"
          checked={hosts}
          onChange={({ currentTarget }) => onState({ ...state, hosts: currentTarget.checked })}
        />{' '}
        host offsets
      </label>
    </div>
  );
}

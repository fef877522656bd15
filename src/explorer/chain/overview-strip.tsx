import type { VNode } from 'preact';
import type { Stretch } from '../../drawing/layer-cells.ts';
import { offsetText } from '../../drawing/offset-text.ts';
import type { ChainInput } from '../worker/open/chain-input.ts';
import type { OverviewKind, OverviewPart } from '../worker/tasks/overview.ts';
import { useTask } from '../worker/use-task.ts';
import type { MapState } from './map-state.ts';
import { beginningAt } from './window.ts';

interface Properties {
  readonly chain: ChainInput;
  readonly chainKey: string;
  readonly state: MapState;
  /** What is drawn. */
  readonly window: Stretch;
  readonly onState: (state: MapState) => void;
}

/** How the kinds are named, from the bottom up, and the colours of the drawing that they have. */
const kinds: Readonly<Record<OverviewKind, { readonly name: string; readonly colour: string }>> = {
  data: { name: 'data', colour: 'data' },
  compressed: { name: 'compressed', colour: 'compressed' },
  zeros: { name: 'zeros', colour: 'zero-plain' },
  absent: { name: 'not allocated', colour: 'unallocated' },
  unknown: { name: 'unknown', colour: 'illegal' },
};

/** The whole image as a strip, with a frame around what is drawn. A click or the slider below draws another place. */
export function OverviewStrip({ chain, chainKey, state, window, onState }: Properties): VNode | null {
  const { value } = useTask('overview', { chain, query: state.query }, `${chainKey} ${state.query}`);
  if (value === undefined || value.parts.length === 0) return null;
  const { parts, size } = value;
  const here = Math.max(
    0,
    parts.findLastIndex(({ start }) => start <= window.start),
  );
  const show = (index: number): void => {
    const part = parts[Math.max(0, Math.min(index, parts.length - 1))]!;
    onState({ ...state, window: beginningAt(part.start, window, size) });
  };
  const percent = (bytes: bigint): number => (100 * Number(bytes)) / Number(size);
  return (
    <section class="overview" aria-label="the whole image">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider is for the keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the slider tells what it is */}
      <div
        class="strip"
        onClick={({ currentTarget, clientX }) => {
          const { left, width } = currentTarget.getBoundingClientRect();
          show(Math.floor(((clientX - left) / width) * parts.length));
        }}
      >
        {parts.map(part => (
          <PartView part={part} />
        ))}
        <i
          class="shown"
          style={`left:${percent(window.start)}%;width:${percent(window.end - window.start)}%`}
        />
      </div>
      <input
        type="range"
        aria-label="Where in the image"
        min={0}
        max={parts.length - 1}
        value={here}
        aria-valuetext={partText(parts[here]!)}
        onInput={({ currentTarget }) => show(Number(currentTarget.value))}
      />
      <p class="quiet">{partText(parts[here]!)}</p>
    </section>
  );
}

function PartView({ part }: { readonly part: OverviewPart }): VNode {
  return (
    <span title={partText(part)}>
      {sharesOf(part).map(({ colour, share }) => (
        <i class={colour} style={`flex-grow:${share}`} />
      ))}
    </span>
  );
}

function partText(part: OverviewPart): string {
  const shares = sharesOf(part).map(({ name, share }) => `${Math.max(1, Math.round(100 * share))}% ${name}`);
  return `${offsetText(part.start)} to ${offsetText(part.end)}: ${shares.join(', ')}`;
}

function sharesOf({ shares }: OverviewPart): { name: string; colour: string; share: number }[] {
  return Object.entries(kinds).flatMap(([kind, words]) => {
    const share = shares[kind as OverviewKind];
    return share === 0 ? [] : [{ ...words, share }];
  });
}

import type { TargetedKeyboardEvent, TargetedMouseEvent, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Drawing } from '../../drawing/drawing.ts';
import { gridView } from '../../drawing/grid-view.ts';
import { MarkupView } from '../shell/markup-view.tsx';

interface Properties {
  readonly drawing: Drawing;
  readonly onPoint: (offset: bigint) => void;
}

/**
 * A drawing whose cells and bars one points at, with a click or with the keyboard: one of them takes the focus by Tab, the arrows lead
 * to its neighbours, Enter points at it.
 */
export function DrawingPanel({ drawing, onPoint }: Properties): VNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const buttons = buttonsIn(place.current);
    const chosen = buttons.find(button => button === document.activeElement) ?? buttons[0];
    if (chosen !== undefined) chosen.tabIndex = 0;
  }, [drawing]);
  const { axis } = drawing;
  const point = (target: EventTarget | null): void => {
    const at = target instanceof Element ? target.closest<HTMLElement>('[data-at]')?.dataset.at : undefined;
    if (at !== undefined) onPoint(BigInt(at));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons are the cells and bars within
    <div
      class="drawing"
      ref={place}
      onClick={(event: TargetedMouseEvent<HTMLDivElement>) => point(event.target)}
      onKeyDown={(event: TargetedKeyboardEvent<HTMLDivElement>) => {
        if (event.key === 'Enter' || event.key === ' ') point(event.target);
        else if (!moveFocus(place.current, event.key)) return;
        event.preventDefault();
      }}
    >
      <MarkupView content={gridView(drawing, 'the layers from the top down, and what map says of them')} />
      {axis.cutLeft + axis.cutRight > 0 && (
        <p class="quiet">
          {axis.cutLeft} stretches to the left and {axis.cutRight} to the right are left out: point at an
          offset to see what is around it.
        </p>
      )}
    </div>
  );
}

function buttonsIn(place: HTMLElement | null): HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>('[data-at]') ?? [])];
}

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves the focus from a cell to the nearest one in the direction of an arrow. */
function moveFocus(place: HTMLElement | null, key: string): boolean {
  const direction = directions[key];
  const from = document.activeElement;
  if (direction === undefined || !(from instanceof HTMLElement) || from.dataset.at === undefined)
    return false;
  const here = middle(from);
  const distances = buttonsIn(place).flatMap(button => {
    const there = middle(button);
    const [x, y] = [there.x - here.x, there.y - here.y];
    const along = x * direction[0] + y * direction[1];
    // What lies to the side of the way counts more than what lies ahead.
    return along > 1 ? [{ button, distance: along + 4 * Math.abs(x * direction[1] + y * direction[0]) }] : [];
  });
  const nearest = distances.toSorted((one, other) => one.distance - other.distance)[0]?.button;
  if (nearest !== undefined) {
    from.tabIndex = -1;
    nearest.tabIndex = 0;
    nearest.focus();
  }
  return true;
}

function middle(element: Element): { readonly x: number; readonly y: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../worker/ask.ts';
import type { MapRequest } from '../worker/tasks/map-chain.ts';
import type { TakenKind } from '../worker/tasks/take-away.ts';

const kinds: Readonly<Record<TakenKind, string>> = {
  case: 'case',
  script: 'script for a bug report',
  iotest: "test for qemu's suite",
  images: 'images (tar)',
  svg: 'picture (SVG)',
};

/** Buttons that save what the page shows as files, and one that copies its address. */
export function TakeAway({
  request,
  hasAddress,
}: {
  readonly request: MapRequest;
  readonly hasAddress: boolean;
}): VNode {
  const [said, setSaid] = useState('');
  const take = async (what: TakenKind): Promise<void> => {
    const taken = await ask('takeAway', { what, request }).answer;
    if (taken.kind === 'made') save(taken.name, taken.blob);
    setSaid(taken.kind === 'made' ? `Saved as ${taken.name}.` : taken.message);
  };
  const copy = (): void => {
    navigator.clipboard.writeText(location.href).then(
      () => setSaid('The address is copied: it holds the chain itself.'),
      () => setSaid('The browser lets no page copy here: take the address from its field.'),
    );
  };
  return (
    <section class="controls" aria-label="take away">
      Take away:{' '}
      {hasAddress && (
        <button type="button" onClick={copy}>
          address
        </button>
      )}
      {Object.entries(kinds).map(([kind, title]) => (
        <button type="button" onClick={() => take(kind as TakenKind)}>
          {title}
        </button>
      ))}
      <span role="status" class="quiet">
        {said}
      </span>
    </section>
  );
}

function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

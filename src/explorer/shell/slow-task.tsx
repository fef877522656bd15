import type { VNode } from 'preact';

interface Properties {
  readonly slow: boolean;
  readonly cancel: () => void;
}

/** Says that a task takes long, and offers to end it. */
export function SlowTask({ slow, cancel }: Properties): VNode | null {
  if (!slow) return null;
  return (
    <span role="status">
      <progress aria-label="working" />{' '}
      <button type="button" onClick={cancel}>
        Cancel
      </button>
    </span>
  );
}

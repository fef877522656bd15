import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DroppedFile } from '../worker/chain-input.ts';

interface Properties {
  readonly files: readonly DroppedFile[];
  readonly onFiles: (files: readonly DroppedFile[]) => void;
  readonly onClear: () => void;
}

const sizes = new Intl.NumberFormat('en', {
  notation: 'compact',
  style: 'unit',
  unit: 'byte',
  unitDisplay: 'narrow',
  maximumSignificantDigits: 3,
});

/** Where files are dropped or chosen, and the list of those that are there. */
export function DropField({ files, onFiles, onClear }: Properties): VNode {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined): void =>
    onFiles([...(list ?? [])].map(file => ({ name: file.webkitRelativePath || file.name, blob: file })));
  return (
    <section
      class={over ? 'drop over' : 'drop'}
      aria-label="files"
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <p>
        <label>
          Drop the images of a chain here, with their backing and data files, or choose them:{' '}
          <input
            type="file"
            multiple
            onChange={({ currentTarget }) => {
              take(currentTarget.files);
              currentTarget.value = '';
            }}
          />
        </label>
      </p>
      <p class="quiet">Of any size: only headers and tables are read, and nothing leaves this page.</p>
      {files.length > 0 && (
        <>
          <ul class="files">
            {files.map(({ name, blob }) => (
              <li>
                <code>{name}</code> <span class="quiet">{sizes.format(blob.size)}</span>
              </li>
            ))}
          </ul>
          <button type="button" onClick={onClear}>
            Remove all
          </button>
        </>
      )}
    </section>
  );
}

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { DroppedFile } from '../worker/open/chain-input.ts';

interface Properties {
  readonly files: readonly DroppedFile[];
  readonly onFiles: (files: readonly DroppedFile[]) => void;
  readonly onClear: () => void;
}

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
                <code>{name}</code> <span class="quiet">{sizeText(blob.size)}</span>
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

/** A size as people read it, with three digits. */
function sizeText(bytes: number): string {
  const power = Math.min(5, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return power === 0 ? `${bytes} bytes` : `${(bytes / 1024 ** power).toPrecision(3)} ${' KMGTP'[power]}iB`;
}

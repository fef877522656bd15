import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { DropField } from '../chain/drop-field.tsx';
import { DroppedChainView } from '../chain/dropped-chain.tsx';
import type { DroppedFile } from '../worker/open/chain-input.ts';

/** Maps a chain of the user's own files. */
export function FilesView(): VNode {
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const add = (more: readonly DroppedFile[]): void => {
    const names = new Set(more.map(({ name }) => name));
    setFiles([...files.filter(({ name }) => !names.has(name)), ...more]);
  };
  return (
    <>
      <DropField files={files} onFiles={add} onClear={() => setFiles([])} />
      {files.length > 0 && <DroppedChainView files={files} />}
    </>
  );
}

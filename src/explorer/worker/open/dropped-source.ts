import { blobFiles, type FileSource, type SourceFile } from '../../../map/portable.ts';
import type { DroppedFile } from './chain-input.ts';
import { keptFile } from './kept-file.ts';

/** The files of the user as a source of a chain. */
export interface DroppedSource extends FileSource {
  /** The dropped files that were opened, in this order. */
  readonly opened: readonly string[];
  /** The names that a chain asked for in vain. */
  readonly missing: ReadonlySet<string>;
}

/**
 * A header names files by paths of another machine, and a page knows names only. So a file is found by its path, or else by its name
 * alone, if one dropped file has that.
 */
export function droppedSource(files: readonly DroppedFile[]): DroppedSource {
  const blobs = blobFiles(new Map(files.map(({ name, blob }) => [name, blob])));
  const opened: string[] = [];
  const missing = new Set<string>();
  const kept = new Map<string, SourceFile>();
  return {
    opened,
    missing,
    open(path): SourceFile | undefined {
      const named = files.filter(({ name }) => nameOf(name) === nameOf(path));
      const found = files.find(({ name }) => name === path) ?? (named.length === 1 ? named[0] : undefined);
      if (found === undefined) {
        missing.add(path);
        return undefined;
      }
      opened.push(found.name);
      const file = kept.get(found.name) ?? keptFile(blobs.open(found.name)!);
      kept.set(found.name, file);
      return file;
    },
  };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

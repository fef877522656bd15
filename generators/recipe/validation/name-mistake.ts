import { byteLength } from '../byte-length.ts';
import { textMistake } from './text-mistake.ts';

/** The longest name of one file on the usual file systems, in bytes. */
const longestFileName = 255;

/**
 * What is wrong with the name of a layer's file, or undefined. The file must lie in the case's folder or below it, and
 * programs must read the name as a file name: in qemu `word:rest` names a protocol, and a leading `-` begins an option.
 */
export function nameMistake(name: string): string | undefined {
  const text = textMistake(name);
  if (text !== undefined) return `the name ${text}`;
  if (name === '') return 'the name is empty';
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'the name holds a control character';
  if (name.startsWith('/')) return 'the name must be relative to the folder of the case';
  if (name.startsWith('-')) return 'the name begins with - and would be read as an option';
  if (/^[^/]*:/.test(name)) return 'the name holds a colon and would be read as a protocol';
  const parts = name.split('/');
  if (parts.some(part => part === '' || part === '.' || part === '..'))
    return 'the name may go into folders, but not through empty ones, . or ..';
  if (parts.some(part => byteLength(part) > longestFileName))
    return `the name is longer than ${longestFileName} bytes`;
  return undefined;
}

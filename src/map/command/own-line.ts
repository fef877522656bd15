import { type ByteString, toByteString } from '../basics/byte-string.ts';
import type { MapError } from '../basics/error.ts';
import { visibleLine } from '../basics/visible.ts';

/** The line on stderr of an error for which qemu-img has no words, after the name of the program that was called. */
export function ownLine({ message, next }: MapError, command: string): ByteString {
  return `${programOf(command)}: ${toByteString(visibleLine(message))}. ${next}`;
}

/** The program of a command: its first word. */
export function programOf(command: string): string {
  return command.split(' ', 1)[0]!;
}

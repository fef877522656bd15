import { resolve } from 'node:path';
import { quoted } from '../../../../generators/script/shell.ts';

/** A word that names a file by ./ or ../ and that the shell takes as it stands: in quotes, or with its odd characters escaped. */
const inSingle = /'(?<single>\.{1,2}\/[^'{}]*)'/.source;
const inDouble = /"(?<double>\.{1,2}\/[^"\\$`{}]*)"/.source;
const plain = /(?<plain>\.{1,2}\/(?:[^\s'"\\$`&|;<>(){}*?[\]~#!]|\\.)*)/.source;
const ownFile = new RegExp(`(?<=^|\\s)(?:${inSingle}|${inDouble}|${plain})(?=\\s|$)`, 'g');

type Words = Readonly<Record<'single' | 'double' | 'plain', string | undefined>>;

/** A shell command in which each word that begins with ./ or ../ names the same file from any working directory. */
export function withWholePaths(command: string): string {
  return command.replaceAll(ownFile, (...match) => {
    const { single, double, plain: escaped = '' } = match.at(-1) as Words;
    return quoted(resolve(single ?? double ?? escaped.replaceAll(/\\(.)/g, '$1')));
  });
}

import type { Encryption } from '../../encryption.ts';
import { printWord } from '../text/word.ts';
import type { Attribute } from './attribute.ts';

/** The attribute `crypt=` of a format that has these methods of encryption. */
export function cryptAttribute(methods: readonly Encryption['method'][]): Attribute {
  return {
    about: 'encryption',
    takes: methods.map(method => `${method}:PASSWORD`).join(' or '),
    read({ text }) {
      const [, name, password] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
      const method = methods.find(known => known === name);
      return method === undefined || password === undefined
        ? undefined
        : { encryption: { method, password } };
    },
  };
}

export function printCrypt(encryption: Encryption | undefined): string[] {
  return encryption === undefined
    ? []
    : [`crypt=${printWord(`${encryption.method}:${encryption.password}`)}`];
}

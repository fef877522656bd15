import type { ByteString } from '../../../../basics/byte-string.ts';
import { type Der, elementsOf, objectIdentifier, partsOf, tags, textOfDer, unusual } from './der.ts';

const attributes: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'EMAIL'],
]);

/** A name as GnuTLS prints it, in the order in which it is stored. */
export function nameText(name: Der): ByteString {
  return elementsOf(name.content)
    .map(part => {
      const [attribute, surplus] = partsOf(part, tags.set);
      const [type, value] = partsOf(attribute);
      const short = attributes.get(objectIdentifier(type));
      const text = textOfDer(value!);
      // Such characters are escaped.
      const isPlain = surplus === undefined && !/^[ #]|[,+"\\<>;=\x00-\x1f]|(?:^| )$/.test(text);
      if (short === undefined || !isPlain) throw unusual('an odd name');
      return `${short}=${text}`;
    })
    .join(',');
}

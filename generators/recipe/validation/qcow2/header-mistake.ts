import type { HeaderBacking } from '../../backing.ts';
import { defaultHeaderLength } from '../../qcow2/default-header-length.ts';
import { headerBytes } from '../../qcow2/header-bytes.ts';
import type { Qcow2Layer } from '../../recipe.ts';
import { backingNameMistake } from '../backing-name-mistake.ts';
import { textMistake } from '../text-mistake.ts';
import type { Complaint } from '../validity.ts';

/** The backing format extension, which a recipe writes as `backingFormat`. */
const backingFormatType = 0xe2792aca;

/** The name of the external data file, which a recipe writes as `dataFile`. */
const dataFileType = 0x44415441;

/** The place of the LUKS header, in 16 bytes. */
const encryptionType = 0x0537be77;

/** The place of the bitmap directory, in 24 bytes. */
const bitmapsType = 0x23852875;

/** What is wrong with the header: its length, its extensions, its names, or that it doesn't fit the first cluster. */
export function headerMistake(layer: Qcow2Layer, backing: HeaderBacking): Complaint {
  return (
    lengthMistake(layer) ??
    extensionsMistake(layer) ??
    backingMistake(layer, backing) ??
    roomMistake(layer, backing)
  );
}

function lengthMistake(layer: Qcow2Layer): Complaint {
  const { version, headerLength } = layer;
  if (headerLength === undefined) return undefined;
  const mistake = (message: string): Complaint => ({ part: 'headerLength', message });
  if (version === 2) return mistake('a version 2 header is always 72 bytes long');
  const least = defaultHeaderLength(layer);
  if (Number.isSafeInteger(headerLength) && headerLength >= least && headerLength % 8 === 0) return undefined;
  return mistake(`a header has a multiple of 8 bytes, at least ${least}`);
}

function extensionsMistake({ extensions = [], dataFile, encryption, bitmaps }: Qcow2Layer): Complaint {
  for (const [index, { type, data }] of extensions.entries()) {
    const mistake = (message: string): Complaint => ({ part: 'extensions', index, message });
    if (!Number.isInteger(type) || type < 0 || type > 0xffffffff)
      return mistake('the type of an extension has 32 bits');
    if (type === 0) return mistake('type 0 ends the extensions and is always written');
    if (type === backingFormatType)
      return mistake('the backing format is given as fmt=, not as an extension');
    if (type === dataFileType && dataFile !== undefined)
      return mistake('the name of the data file is given as data=, not as an extension');
    if (type === encryptionType && encryption?.method === 'luks')
      return mistake('the encryption header is given as crypt=, not as an extension');
    if (type === bitmapsType && bitmaps !== undefined)
      return mistake('the bitmap directory is given as bitmap lines, not as an extension');
    if (!/^([0-9a-f]{2})*$/i.test(data)) return mistake('the bytes of an extension are pairs of hex digits');
  }
  return undefined;
}

function backingMistake(layer: Qcow2Layer, backing: HeaderBacking): Complaint {
  const name = backingNameMistake(layer, backing);
  if (name !== undefined) return name;
  const format = backing.format === null ? undefined : textMistake(backing.format);
  return format === undefined
    ? undefined
    : { part: 'backingFormat', message: `the backing format ${format}` };
}

/** The header, its extensions, the end of extensions and the backing name stand in the first cluster. */
function roomMistake(layer: Qcow2Layer, backing: HeaderBacking): Complaint {
  const needed = headerBytes(layer, backing);
  if (needed <= layer.unit) return undefined;
  const message = `header, extensions and backing name take ${needed} bytes, more than the first cluster`;
  return { part: 'unit', message };
}

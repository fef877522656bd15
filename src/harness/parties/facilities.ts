import { parseCase } from '../../../generators/recipe/picture/parse-case.ts';
import type { Case, Qcow2Layer } from '../../../generators/recipe/recipe.ts';
import { layoutOf } from '../../../generators/write/qcow2/layout/layout.ts';
import type { Lack } from './oracle/oracle.ts';

/** Something that a build of qemu-img may lack, because it was configured without it. */
export interface Facility extends Lack {
  /** A case whose one map shows whether a build has it. */
  readonly probe: Case;
  /** The words by which a build that lacks it refuses the probe, or the output that tells. */
  readonly refusal: RegExp;
}

const unlock =
  '--object secret,id=s,data=SECRET --image-opts driver=qcow2,file.filename=a.qcow2,encrypt.key-secret=s';

/** A crypto library without an algorithm. */
const lacksAlgorithm = /not support|[Uu]nsupported|[Uu]nknown hash|not available|Unable to initialize/;

/** The algorithms in the recorded LUKS headers, by the passwords that open them. */
const luksHeaders: readonly (readonly [password: string, algorithms: string])[] = [
  ['s3cret', 'aes-256, xts-plain64, sha256'],
  ['second', 'aes-128, xts-plain, sha512'],
  ['essiv', 'aes-256, cbc-essiv:sha256, sha1'],
  ['naïve', 'aes-128, cbc-plain64, sha384'],
];

/** Hashes that damage writes into a LUKS header. */
const luksHashes = ['md5', 'ripemd160', 'sha1', 'sha256', 'sha512'];
/** Byte offset of the name of the hash in a LUKS header. */
const hashAt = 72n;

/** Formats that a qemu-img can be configured without, and the magic of their images in hexadecimal. */
const formatMagics: readonly (readonly [format: string, magic: string])[] = [
  ['vdi', '7f10dabe'],
  ['vmdk', '4b444d56'],
  ['vpc', '636f6e6563746978'],
  ['qcow', '514649fb00000001'],
  ['qed', '51454400'],
  ['bochs', '426f63687320'],
  ['cloop', '23212f62696e2f73680a2356322e30'],
  ['dmg', '6b6f6c79'],
];

/** All facilities that cases use. */
export const facilities: readonly Facility[] = [
  {
    name: 'LUKS',
    probe: luks('s3cret', '').probe,
    refusal: /No crypto library/,
    isNeededBy: ({ layers }) => layers.some(({ encryption }) => encryption?.method === 'luks'),
  },
  ...luksHeaders.map(([password, algorithms]) => luks(password, algorithms)),
  ...luksHashes.map(luksHash),
  {
    name: 'AES of qcow2',
    probe: parseCase(
      `a.qcow2 qcow2 64k crypt=aes:s3cret |#|\nmap --output=json ${unlock.replace('SECRET', 's3cret')}\n`,
    ),
    refusal: lacksAlgorithm,
    isNeededBy: ({ layers }) => layers.some(({ encryption }) => encryption?.method === 'aes'),
  },
  {
    name: 'zstd',
    probe: parseCase('a.qcow2 qcow2 64k zstd |c|\nmap --output=json a.qcow2\n'),
    refusal: /compression type/,
    isNeededBy: ({ layers }) => layers.some(({ compression }) => compression === 'zstd'),
  },
  shangMi('sm4', ['byte[0x60008] = 736d3400', 'byte[0x6006c] = 00000020', 'byte[0x60048] = 666f6f00']),
  shangMi('sm3', ['byte[0x60048] = 736d3300', 'byte[0x60028] = 7874732d666f6f00']),
  {
    name: 'the object secret_keyring',
    probe: parseCase('a.raw raw 4k |#|\nmap --object help a.raw\n'),
    refusal: /^List of user creatable objects:(?!.*secret_keyring)/s,
    isNeededBy: (_recipe, query) =>
      query.some((word, at) => /(?:^|,)(?:help|\?)$/.test(word) && query[at - 1] === '--object'),
  },
  ...['native', 'io_uring'].map(aio),
  ...formatMagics.map(([format, magic]) => imageFormat(format, magic)),
];

/** A format. Without it a build takes its images for raw ones, or refuses its name. */
function imageFormat(format: string, magic: string): Facility {
  return {
    name: `the format ${format}`,
    probe: parseCase(`a.raw raw 4k |#|\nmap -f ${format} a.raw\n`),
    refusal: /Unknown driver/,
    isNeededBy: ({ layers }) =>
      layers.some(
        layer =>
          layer.format === format ||
          layer.edits?.some(edit => edit.field === 'byte' && edit.bytes.startsWith(magic)),
      ),
  };
}

function luks(password: string, algorithms: string): Facility {
  return {
    name: `LUKS with ${algorithms}`,
    probe: parseCase(
      `a.qcow2 qcow2 64k crypt="luks:${password}" |#|\nmap --output=json ${unlock.replace('SECRET', password)}\n`,
    ),
    refusal: lacksAlgorithm,
    isNeededBy: ({ layers }) =>
      layers.some(({ encryption }) => encryption?.method === 'luks' && encryption.password === password),
  };
}

function luksHash(hash: string): Facility {
  const { recipe, queries, notes } = luks('s3cret', '').probe;
  const [layer] = recipe.layers as [Qcow2Layer];
  const bytes = Buffer.from(hash.padEnd(32, '\0')).toString('hex');
  const edit = { field: 'byte', at: layoutOf(layer).luks.offset + hashAt, bytes } as const;
  return {
    name: `LUKS with ${hash}`,
    probe: { notes, recipe: { layers: [{ ...layer, edits: [edit] }] }, queries },
    refusal: lacksAlgorithm,
    isNeededBy: ({ layers }) =>
      layers.some(({ edits = [] }) =>
        edits.some(each => each.field === 'byte' && each.bytes.startsWith(bytes)),
      ),
  };
}

/**
 * A cipher or hash of the ShangMi standards, by a LUKS header that names it and, so that no key is needed, an unknown name of what
 * is looked up after it.
 */
function shangMi(algorithm: string, edits: readonly string[]): Facility {
  const image = ['a.qcow2 qcow2 64k crypt=luks:s3cret |#|', ...edits.map(edit => `    set ${edit}`)].join(
    '\n',
  );
  const name = Buffer.from(`${algorithm}\0`).toString('hex');
  return {
    name: `LUKS with ${algorithm}`,
    probe: parseCase(`${image}\nmap --output=json ${unlock.replace('SECRET', 's3cret')}\n`),
    refusal: new RegExp(`lgorithm '?${algorithm}'? .*not supported`),
    isNeededBy: ({ layers }) =>
      layers.some(({ edits: made = [] }) =>
        made.some(edit => edit.field === 'byte' && edit.bytes.startsWith(name)),
      ),
  };
}

function aio(engine: string): Facility {
  const word = new RegExp(`aio(?:=|":\\s*")${engine}\\b`);
  return {
    name: `aio=${engine}`,
    probe: parseCase(
      `a.raw raw 4k |#|\nmap --output=json --image-opts driver=file,filename=a.raw,aio=${engine}\n`,
    ),
    refusal: /not supported in this build|does not accept value|Invalid parameter|Unable to use/,
    isNeededBy: (_recipe, query) => query.some(text => word.test(text)),
  };
}

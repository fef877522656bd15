import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import { PictureError } from '../../../../generators/recipe/picture/text/picture-error.ts';
import type { Case } from '../../../../generators/recipe/recipe.ts';
import type { SparseFile } from '../../../../generators/write/sparse-file.ts';
import { sparseFiles } from '../../../../generators/write/sparse-files.ts';
import { WriteError } from '../../../../generators/write/write-error.ts';
import { drawingSvg } from '../../../drawing/drawing-svg.ts';
import { bugReportScript } from '../../../harness/cases/reproduce/bug-report.ts';
import { type Expected, isForScript } from '../../../harness/cases/reproduce/expectation.ts';
import { iotestOf } from '../../../harness/cases/reproduce/iotest.ts';
import { type Reproducer, reproducerOf } from '../../../harness/cases/reproduce/reproducer.ts';
import { newest } from '../../../map/profile/profile.ts';
import { rawAnswer } from '../answer/answer.ts';
import { openInput } from '../open/open-input.ts';
import { type MapRequest, mapChain } from './map-chain.ts';
import { type TarFile, tarOf } from './tar.ts';

/** What can be taken away from the page. */
export type TakenKind = 'case' | 'script' | 'iotest' | 'images' | 'svg';

/** A file to save; or why there is none. */
export type Taken =
  | { readonly kind: 'made'; readonly name: string; readonly blob: Blob }
  | { readonly kind: 'refused'; readonly message: string };

/** Makes a file of what the page shows. */
export function takeAway({
  what,
  request,
}: {
  readonly what: TakenKind;
  readonly request: MapRequest;
}): Taken {
  const { drawn } = openInput(request.chain, request.window);
  if (drawn.kind === 'refused') return drawn;
  const text = (name: string, content: string): Taken => ({
    kind: 'made',
    name,
    blob: new Blob([content], { type: 'text/plain' }),
  });
  try {
    const { value } = drawn;
    switch (what) {
      case 'case':
        return text('chain.case', printCase(value));
      case 'script':
        return text('reproduce.sh', bugReportScript(reproducer(value)));
      case 'iotest':
        return { kind: 'made', name: 'iotest.tar', blob: tarOf(iotestFiles(value)) };
      case 'images':
        return { kind: 'made', name: 'images.tar', blob: tarOf(imageFiles(value)) };
      case 'svg':
        return picture(request);
    }
  } catch (error) {
    if (error instanceof WriteError || error instanceof PictureError || error instanceof RangeError)
      return { kind: 'refused', message: error.message };
    throw error;
  }
}

function reproducer(value: Case): Reproducer {
  return reproducerOf(value, expectedOf(value));
}

/** What our map says of the files of a case, as the newest version. */
function expectedOf(value: Case): Expected {
  const files = sparseFiles(value.recipe);
  const source = { open: (name: string) => files.findLast(file => file.name === name) };
  const maps = value.queries
    .filter(isForScript)
    .map(query => ({ query, outcome: rawAnswer(query, newest, source, Number.POSITIVE_INFINITY).outcome }));
  return { from: `map-parity as ${newest.version}`, maps };
}

const iotestName = 'map-parity';

function iotestFiles(value: Case): TarFile[] {
  const { script, out } = iotestOf(iotestName, reproducer(value));
  const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
  return [
    { name: iotestName, bytes: bytes(script), executable: true },
    { name: `${iotestName}.out`, bytes: bytes(out) },
  ];
}

/** The most bytes of images in an archive: their holes are in it as zeros. */
const mostBytes = 2 ** 28;

function imageFiles({ recipe }: Case): TarFile[] {
  const files = sparseFiles(recipe);
  const length = files.reduce((sum, file) => sum + file.length, 0);
  if (length > mostBytes)
    throw new RangeError(
      `the images have ${length} bytes with their holes: take the case, and let map-parity reproduce write them`,
    );
  return files.map((file: SparseFile) => ({ name: file.name, bytes: file.read(0, file.length) }));
}

function picture(request: MapRequest): Taken {
  const mapped = mapChain(request);
  if (mapped.kind === 'mistaken' || mapped.drawing === undefined)
    return { kind: 'refused', message: 'there is no drawing' };
  const blob = new Blob([drawingSvg(mapped.drawing)], { type: 'image/svg+xml' });
  return { kind: 'made', name: 'chain.svg', blob };
}

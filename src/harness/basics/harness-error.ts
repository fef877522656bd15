import { type ErrorDetails, MapParityError } from '../../map/basics/error.ts';
import type { ErrorStatus } from '../../map/basics/error-codes.ts';

/** What went wrong in the harness or in a command of it; the table of exit statuses below says what each code means. */
export type HarnessErrorCode =
  | 'bad-adapter'
  | 'bad-case'
  | 'bad-cases'
  | 'bad-configuration'
  | 'bad-features'
  | 'bad-file'
  | 'bad-golden'
  | 'bad-known'
  | 'bad-map'
  | 'bad-subject'
  | 'bad-sweep'
  | 'bench-differs'
  | 'bench-run'
  | 'from-sources'
  | 'golden-bytes'
  | 'golden-oracle'
  | 'golden-stale'
  | 'golden-text'
  | 'golden-there'
  | 'in-ci'
  | 'low-limit'
  | 'no-koffi'
  | 'no-oracle'
  | 'no-page'
  | 'no-rebuild'
  | 'no-scratch'
  | 'no-seeds'
  | 'oracle-failed'
  | 'oracle-path'
  | 'past-end'
  | 'too-long'
  | 'worker-failed';

/** The exit status of a command that ends with an error of this code. */
const harnessErrorStatus: Readonly<Record<HarnessErrorCode, ErrorStatus>> = {
  /** There is no such adapter, or the subject takes none. */
  'bad-adapter': 2,
  /** The text of a case has a mistake. */
  'bad-case': 2,
  /** The command line names no set of cases. */
  'bad-cases': 2,
  /** The configuration file has a mistake. */
  'bad-configuration': 2,
  /** No case has all the required features. */
  'bad-features': 2,
  /** A file or folder on the command line can't be used. */
  'bad-file': 2,
  /** A golden has a fault: its note, its number, its outcomes. */
  'bad-golden': 2,
  /** The file of known findings, or a new entry of it, has a mistake. */
  'bad-known': 2,
  /** A map that was given as text has a fault. */
  'bad-map': 2,
  /** The command of the subject can't be used. */
  'bad-subject': 2,
  /** The options describe no sweep, or one that is too large. */
  'bad-sweep': 2,
  /** The maps to be measured differ. */
  'bench-differs': 3,
  /** A process to be measured failed. */
  'bench-run': 3,
  /** What is to be measured runs from its sources, which takes several times as long. */
  'from-sources': 2,
  /** An outcome is not UTF-8, so no golden can hold it. */
  'golden-bytes': 3,
  /** A golden can't be recorded from the real qemu-imgs. */
  'golden-oracle': 3,
  /** A golden holds the outcomes of other queries than its case has. */
  'golden-stale': 2,
  /** The end of a program in a golden can't be read. */
  'golden-text': 3,
  /** The case is a golden already. */
  'golden-there': 2,
  /** A command that writes expectations was started in CI. */
  'in-ci': 2,
  /** The limit of open files is too low. */
  'low-limit': 3,
  /** koffi can't be loaded, so processes can't be measured. */
  'no-koffi': 3,
  /** No real qemu-img answers. */
  'no-oracle': 3,
  /** The explorer can't be built. */
  'no-page': 3,
  /** A map doesn't determine a chain. */
  'no-rebuild': 2,
  /** No temporary folder can be written to. */
  'no-scratch': 3,
  /** No qemu-img made an image to attack. */
  'no-seeds': 3,
  /** A real qemu-img gives no answer. */
  'oracle-failed': 3,
  /** The command line names no real qemu-img where it has to, or a wrong one. */
  'oracle-path': 2,
  /** The offset is past the end of the image. */
  'past-end': 2,
  /** An image has more runs than can be drawn. */
  'too-long': 2,
  /** A worker thread has ended by itself. */
  'worker-failed': 3,
};

/** An error that the harness or one of its commands throws on purpose. */
export class HarnessError extends MapParityError {
  override readonly name: string = 'HarnessError';
  readonly code: HarnessErrorCode;

  constructor(code: HarnessErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details);
    this.code = code;
  }

  get exitStatus(): ErrorStatus {
    return harnessErrorStatus[this.code];
  }
}

/** Why a recipe can't be written as files, as a word that programs can test. */
export type WriteErrorCode =
  | 'password-unknown'
  | 'name-outside'
  | 'header-full'
  | 'header-length'
  | 'too-few-slots'
  | 'too-large'
  | 'field-unknown'
  | 'field-absent'
  | 'value-too-large'
  | 'compressed-too-long'
  | 'refcount-too-large';

/** A recipe that can't become files: what is wrong, by layer name where there is one. */
export class WriteError extends Error {
  override readonly name: string = 'WriteError';
  readonly code: WriteErrorCode;

  constructor(code: WriteErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

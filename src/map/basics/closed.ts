import { MapError } from './error.ts';

/** The error of using an image that is closed. */
export function closed(): MapError {
  return new MapError('closed', 'the image is closed', { next: 'Open it again.' });
}

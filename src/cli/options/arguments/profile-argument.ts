import { InvalidArgumentError } from 'commander';
import { MapError } from '../../../map/basics/error.ts';
import { type Profile, profileNamed } from '../../../map/profile/profile.ts';

/** The profile of a version, like `6.0` or `10.0.2-Debian`. */
export function profileArgument(text: string): Profile {
  try {
    return profileNamed(text);
  } catch (error) {
    if (error instanceof MapError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

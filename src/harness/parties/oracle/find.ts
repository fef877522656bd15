import { accessSync, constants, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Profile, profileOfBanner } from '../../../map/profile/profile.ts';
import type { OracleError } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { cacheFolder } from './cache.ts';
import { type Manifest, programIn, readManifest } from './manifest.ts';
import { type NbdPrograms, nbdProgramsBeside, nbdProgramsIn } from './nbd-programs.ts';
import { type Program, start } from './start.ts';

/** A real qemu-img that answers: by path and exact version. */
export interface Oracle {
  /** Short and unique in a campaign: `10.0`, or the path that the user gave. */
  readonly name: string;
  /** The first line of `--version`. */
  readonly banner: string;
  readonly profile: Profile;
  readonly program: Program;
  /** What contexts of NBD are asked with. */
  readonly nbd: NbdPrograms;
  /** What it was fetched as; absent: it was named by its path. */
  readonly manifest?: Manifest;
}

/** A qemu-img that was named, or stands in the cache, and doesn't answer. */
export interface LostOracle {
  readonly name: string;
  readonly error: OracleError;
}

export interface FoundOracles {
  readonly oracles: readonly Oracle[];
  readonly lost: readonly LostOracle[];
}

/**
 * The oracles of a run: those at `paths`, which may be versions of fetched ones, or, where none is given, all that ci/oracles
 * fetched into the cache, oldest version first. Each is asked for its version once.
 *
 * @throws HarnessError `oracle-path` when a given path is no file that can be executed.
 */
export async function findOracles(paths: readonly string[] = []): Promise<FoundOracles> {
  const all = fetched(join(cacheFolder(), 'oracles'));
  const named = (path: string): Candidate => all.find(({ name }) => name === path) ?? programAt(path);
  const candidates = paths.length > 0 ? paths.map(named) : all;
  const oracles: Oracle[] = [];
  const lost: LostOracle[] = [];
  for (const candidate of candidates) {
    const found = await meet(candidate);
    if ('error' in found) lost.push(found);
    else oracles.push(found);
  }
  return { oracles, lost };
}

async function meet({ name, program, nbd, manifest }: Candidate): Promise<Oracle | LostOracle> {
  const answer = await start(program, ['--version'], '/', { milliseconds: 10_000, bytes: 1 << 20 });
  if (answer.kind === 'error') return { name, error: answer.error };
  const banner = answer.outcome.stdout.toString().split('\n', 1)[0] ?? '';
  const profile = profileOfBanner(banner);
  if (profile !== undefined)
    return { name, banner, profile, program, nbd, ...(manifest !== undefined && { manifest }) };
  const said = answer.outcome.stderr.toString().split('\n', 1)[0] || banner || 'nothing';
  return { name, error: { kind: 'rubbish', detail: `--version gave no version of qemu-img but: ${said}` } };
}

type Candidate = Pick<Oracle, 'name' | 'program' | 'nbd' | 'manifest'>;

function programAt(path: string): Candidate {
  const file = resolve(path);
  try {
    accessSync(file, constants.X_OK);
  } catch (cause) {
    throw new HarnessError('oracle-path', `${path}: no program that can be executed`, {
      next: 'Give the path of a qemu-img, or the version of a fetched one.',
      cause,
    });
  }
  return { name: path, program: { file, leading: [] }, nbd: nbdProgramsBeside(file) };
}

function fetched(folder: string): Candidate[] {
  return list(folder)
    .map(entry => candidateOf(join(folder, entry), entry))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** A folder without a readable manifest is named all the same: starting it fails, and it is reported as lost. */
function candidateOf(home: string, entry: string): Candidate {
  const manifest = readManifest(home);
  if (manifest === undefined) {
    const program = { file: join(home, 'oracle.json'), leading: [] };
    return { name: entry, program, nbd: nbdProgramsBeside(program.file) };
  }
  return {
    name: manifest.version,
    program: programIn(home, manifest),
    nbd: nbdProgramsIn(home, manifest),
    manifest,
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter(entry => !entry.startsWith('.'));
  } catch {
    return [];
  }
}

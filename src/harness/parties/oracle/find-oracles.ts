import { readdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { profileOfBanner } from '../../../map/profile/profile.ts';
import type { OracleError } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { cacheFolder } from './cache/cache-folder.ts';
import { damageIn } from './cache/damage.ts';
import { programIn, readManifest } from './cache/manifest.ts';
import { refetchHint } from './cache/oracles-hint.ts';
import { damageOfNbdInfo, isProgram, nbdProgramsBeside, nbdProgramsIn } from './nbd/nbd-programs.ts';
import type { Oracle } from './oracle.ts';
import { start } from './start.ts';

/** A qemu-img that was named or stands in the cache, and doesn't print its version; or an nbdinfo there that is damaged. */
export interface LostOracle {
  readonly name: string;
  readonly error: OracleError;
}

export interface FoundOracles {
  readonly oracles: readonly Oracle[];
  readonly lost: readonly LostOracle[];
}

/**
 * Finds the oracles of a run, and starts each once for its version. `paths` are versions of fetched oracles, names of programs
 * on the PATH, or files; without any, the run has all that ci/oracles fetched into the cache, oldest version first.
 *
 * @throws HarnessError `oracle-path` if a path is no file that can be executed, or a name without a slash isn't on the PATH
 */
export async function findOracles(
  paths: readonly string[] = [],
  cancel?: AbortSignal,
): Promise<FoundOracles> {
  const all = fetched(join(cacheFolder(), 'oracles'));
  const named = (path: string): Candidate => all.find(({ name }) => name === path) ?? programAt(path, all);
  const candidates = paths.length > 0 ? paths.map(named) : all;
  const oracles: Oracle[] = [];
  const lost: LostOracle[] = [];
  const damage = damageOfNbdInfo();
  if (damage !== undefined) lost.push({ name: 'nbdinfo', error: { kind: 'missing', detail: damage } });
  for (const candidate of candidates) {
    const found = await versionOf(candidate, cancel);
    if ('error' in found) lost.push(found);
    else oracles.push(found);
  }
  return { oracles, lost };
}

async function versionOf(
  { name, program, nbd, manifest, damage }: Candidate,
  cancel: AbortSignal | undefined,
): Promise<Oracle | LostOracle> {
  if (damage !== undefined) return { name, error: { kind: 'missing', detail: damage } };
  const answer = await start(program, ['--version'], '/', {
    limits: { milliseconds: 10_000, bytes: 1 << 20 },
    ...(cancel !== undefined && { cancel }),
  });
  if (answer.kind === 'error') return { name, error: answer.error };
  if (answer.outcome.end.kind === 'cut')
    return { name, error: { kind: 'killed', detail: 'ended with the run, before it gave its version' } };
  const banner = answer.outcome.stdout.toString().split('\n', 1)[0] ?? '';
  const profile = profileOfBanner(banner);
  if (profile !== undefined)
    return { name, banner, profile, program, nbd, ...(manifest !== undefined && { manifest }) };
  const printed = answer.outcome.stderr.toString().split('\n', 1)[0] || banner || 'nothing';
  return {
    name,
    error: { kind: 'rubbish', detail: `--version gave no version of qemu-img but: ${printed}` },
  };
}

type Candidate = Pick<Oracle, 'name' | 'program' | 'nbd' | 'manifest'> & {
  /** Why it can't be used, in one line. */
  readonly damage?: string | undefined;
};

function programAt(path: string, others: readonly Candidate[]): Candidate {
  const file = path.includes('/') ? resolve(path) : onPath(path);
  if (file === undefined || !isProgram(file)) {
    const what = path.includes('/') ? 'no program that can be executed' : 'no such program on the PATH';
    throw new HarnessError('oracle-path', `${path}: ${what}`, {
      next:
        'Give the path of a qemu-img, like ./qemu-img, its name on the PATH, or the version of a fetched one' +
        (others.length === 0 ? '.' : `: ${others.map(({ name }) => name).join(', ')}.`),
    });
  }
  return { name: path, program: { file, leading: [] }, nbd: nbdProgramsBeside(file) };
}

/** The file that a shell would start for a name without a slash. */
function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map(folder => resolve(folder, name)).find(isProgram);
}

function fetched(folder: string): Candidate[] {
  return list(folder)
    .map(entry => candidateOf(join(folder, entry), entry))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** A folder without a readable manifest is a candidate too: it is reported as lost. */
function candidateOf(home: string, entry: string): Candidate {
  const manifest = readManifest(home);
  if (manifest === undefined) {
    const program = { file: join(home, 'oracle.json'), leading: [] };
    const damage = `${program.file} is missing or damaged; ${refetchHint(home)}`;
    return { name: entry, program, nbd: nbdProgramsBeside(program.file), damage };
  }
  return {
    name: manifest.version,
    program: programIn(home, manifest),
    nbd: nbdProgramsIn(home, manifest),
    manifest,
    damage: damageIn(home, manifest),
  };
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).filter(entry => !entry.startsWith('.'));
  } catch {
    return [];
  }
}

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCase } from '../../../../generators/recipe/picture/print-case.ts';
import type { Case, Query } from '../../../../generators/recipe/recipe.ts';
import { writeRecipe } from '../../../../generators/write/write-recipe.ts';
import { dependsOnHost } from '../../answers/normalise.ts';
import type { Outcome } from '../../answers/outcome.ts';
import { HarnessError } from '../../basics/harness-error.ts';
import { needsHoles } from '../../files/obstacle.ts';
import { makeFolder } from '../../files/output-folder.ts';
import { requestsContext } from '../../parties/oracle/nbd-query.ts';
import type { Golden } from '../../runs/golden/golden-text.ts';
import type { ManifestCheck, ManifestOutcome } from './manifest.ts';

/** A case, and what real qemu-imgs say to its queries. */
export interface Answered {
  readonly name: string;
  readonly value: Case;
  readonly goldens: readonly Golden[];
}

/**
 * A folder that other projects test themselves with: images, and the expected bytes of each version. Left out is what
 * isn't a map of qemu-img (a context of NBD), what ended by a signal, and what depends on the host: a loop of backing
 * files ends where descriptors do, which takes minutes where there is no limit.
 */
export class Corpus {
  readonly folder: string;
  readonly #checks: ManifestCheck[] = [];

  /** @throws HarnessError `bad-file` where the folder isn't empty */
  constructor(folder: string) {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new HarnessError('bad-file', `${folder} isn't empty`, { next: 'Choose another folder.' });
    this.folder = folder;
  }

  get checks(): number {
    return this.#checks.length;
  }

  /** Adds a case: its images, its text, and what was said to each query. */
  add({ name, value, goldens }: Answered): void {
    const folder = `cases/${name}`;
    const maps = goldens.filter(golden => !requestsContext(golden.query) && !endsWithTheHost(golden));
    if (maps.length === 0) return;
    const home = this.#make(folder);
    writeRecipe(value.recipe, home);
    writeFileSync(join(this.#make('recipes'), `${name}.case`), printCase(value));
    const image = value.recipe.layers.at(-1)!.name;
    for (const [index, { query, outcomes }] of maps.entries()) {
      this.#checks.push({
        case: name,
        note: value.notes.join(' '),
        folder,
        arguments: query,
        ...(isPlain(query, image) ? { image } : {}),
        needsHoles: needsHoles(value.recipe),
        expected: this.#write(`expected/${name}`, index + 1, outcomes),
      });
    }
  }

  /** Writes the manifest: the last step, so that a corpus that has one is whole. */
  finish(versions: Readonly<Record<string, string>>): void {
    const manifest = { format: 'map-parity corpus 1', versions, checks: this.#checks };
    this.#make('.');
    writeFileSync(join(this.folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 1)}\n`);
  }

  #write(folder: string, number: number, outcomes: Golden['outcomes']): ManifestOutcome[] {
    const expected: ManifestOutcome[] = [];
    for (const [{ stdout, stderr, end }, versions] of grouped(outcomes)) {
      if (end.kind !== 'exit') continue;
      const path = `${folder}/${number}-${versions[0]}`;
      this.#make(folder);
      writeFileSync(join(this.folder, `${path}.stdout`), stdout);
      writeFileSync(join(this.folder, `${path}.stderr`), stderr);
      expected.push({ versions, status: end.status, stdout: `${path}.stdout`, stderr: `${path}.stderr` });
    }
    return expected;
  }

  #make(folder: string): string {
    const path = join(this.folder, folder);
    makeFolder(path);
    return path;
  }
}

/** Whether a query asks for nothing but the JSON map of an image. */
function isPlain(query: Query, image: string): boolean {
  return query.length === 2 && query[0] === '--output=json' && query[1] === image;
}

function endsWithTheHost({ outcomes }: Golden): boolean {
  return [...outcomes.values()].some(dependsOnHost);
}

/** Each outcome once, with the versions that have it. */
function grouped(outcomes: Golden['outcomes']): [Outcome, string[]][] {
  const groups: [Outcome, string[]][] = [];
  for (const [version, outcome] of outcomes) {
    const group = groups.find(([first]) => isSame(first, outcome));
    if (group === undefined) groups.push([outcome, [version]]);
    else group[1].push(version);
  }
  return groups;
}

function isSame(left: Outcome, right: Outcome): boolean {
  return (
    left.stdout.equals(right.stdout) &&
    left.stderr.equals(right.stderr) &&
    JSON.stringify(left.end) === JSON.stringify(right.end)
  );
}

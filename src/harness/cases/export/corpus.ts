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
import { requestsContext } from '../../parties/oracle/nbd/nbd-query.ts';
import type { Golden } from '../../runs/golden/golden-text.ts';
import type { ManifestCheck, ManifestOutcome } from './manifest.ts';

/** A case, and the outcomes of its queries with real qemu-imgs. */
export interface AnsweredCase {
  readonly name: string;
  readonly value: Case;
  readonly goldens: readonly Golden[];
}

/**
 * A folder with which other projects test themselves: images, and the expected output of each version. It leaves out
 * contexts of NBD, which are no maps of qemu-img, crashes, and outcomes that depend on the host: a loop of backing files
 * ends when descriptors run out, which takes minutes without a limit.
 */
export class Corpus {
  readonly folder: string;
  readonly #checks: ManifestCheck[] = [];

  /** @throws HarnessError `bad-file` if the folder isn't empty */
  constructor(folder: string) {
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new HarnessError('bad-file', `${folder} isn't empty`, { next: 'Choose another folder.' });
    this.folder = folder;
  }

  get checks(): number {
    return this.#checks.length;
  }

  /** Adds a case: its images, its text, and the outcomes of each query. */
  add({ name, value, goldens }: AnsweredCase): void {
    const folder = `cases/${name}`;
    const maps = goldens.filter(golden => !requestsContext(golden.query) && !hasHostDependentOutcome(golden));
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

  /** Writes the manifest. This is the last step: a corpus with a manifest is complete. */
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

/** Whether a query is the JSON map of an image, without other options. */
function isPlain(query: Query, image: string): boolean {
  return query.length === 2 && query[0] === '--output=json' && query[1] === image;
}

function hasHostDependentOutcome({ outcomes }: Golden): boolean {
  return [...outcomes.values()].some(dependsOnHost);
}

/** Each distinct outcome with its versions. */
function grouped(outcomes: Golden['outcomes']): [Outcome, string[]][] {
  const groups: [Outcome, string[]][] = [];
  for (const [version, outcome] of outcomes) {
    const group = groups.find(([first]) => isEqual(first, outcome));
    if (group === undefined) groups.push([outcome, [version]]);
    else group[1].push(version);
  }
  return groups;
}

function isEqual(left: Outcome, right: Outcome): boolean {
  return (
    left.stdout.equals(right.stdout) &&
    left.stderr.equals(right.stderr) &&
    JSON.stringify(left.end) === JSON.stringify(right.end)
  );
}

import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { makePackage } from './make-package.ts';
import { npmPackages } from './packages.ts';

// Makes the packages of the tree that `npm run build` compiled to dist: each as a folder, and packed, in dist/packages.
const project = JSON.parse(readFileSync('package.json', 'utf8'));
const folder = 'dist/packages';
rmSync(folder, { recursive: true, force: true });
for (const [index, made] of npmPackages.entries()) {
  const place = join(folder, made.name);
  makePackage(made, { project, from: 'dist', earlier: npmPackages.slice(0, index) }, place);
  cpSync('LICENSE', join(place, 'LICENSE'));
  cpSync(join(made.readme, 'README.md'), join(place, 'README.md'));
  execaSync('npm', ['pack', `./${place}`, '--pack-destination', folder], { stdio: 'inherit' });
}

import { Command } from 'commander';
import { expect, test } from 'vitest';
import { helpConfiguration } from '../../../src/cli/options/help.ts';

test('on a narrow terminal descriptions stand below their terms, and fit', () => {
  const helpOf = (helpWidth: number): string =>
    new Command('a')
      .option('--without-feature <name>', 'no cases with this feature, and no queries with this option')
      .configureHelp({ ...helpConfiguration, helpWidth })
      .helpInformation();
  expect(helpOf(40)).toContain(
    '\n  --without-feature <name>\n      no cases with this feature, and no\n      queries with this option\n',
  );
  expect(helpOf(100)).toContain('\n  --without-feature <name>  no cases with this feature, and no queries');
});

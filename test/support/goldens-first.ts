import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Runs the files of test/golden first: each asks real qemu-imgs for minutes, one question after the other. Vitest begins with the files
 * that have the most bytes, and these are small: the others would be over long before them, and leave cores idle.
 */
export class GoldensFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { golden = [], other = [] } = Object.groupBy(await super.sort(files), ({ moduleId }) =>
      moduleId.includes('/test/golden/') ? 'golden' : 'other',
    );
    return [...golden, ...other];
  }
}

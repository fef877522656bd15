import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import { firstFeature } from '../../../../generators/wish/without-traits.ts';
import { visibleLine } from '../../../map/basics/visible.ts';
import type { Finding } from '../../finding/finding.ts';

/** Which findings have their reports printed. For an implementation that may lack whole features: the first one with each feature. */
type Reported = 'all' | 'first of each feature';

/** Makes the text that is printed of each new finding: its report, or a line that says where that is. */
export function findingTexts(which: Reported): (finding: Finding) => string {
  const reported = new Set<CheckFeature>();
  return ({ smallest, signature, report, stored }) => {
    const feature = which === 'all' ? undefined : firstFeature(smallest);
    if (feature === undefined || !reported.has(feature)) {
      if (feature !== undefined) reported.add(feature);
      return report;
    }
    const place = stored.unstored === undefined ? `: ${stored.report}` : '';
    return visibleLine(`another finding with ${feature}, ${signature}${place}`);
  };
}

import type { CheckFeature } from '../../../../generators/coverage/check-features.ts';
import { firstFeature } from '../../../../generators/wish/without-traits.ts';
import { visibleLine } from '../../../map/basics/visible.ts';
import type { Finding } from '../../finding/finding.ts';

/**
 * Makes the text that is printed of each new finding: its report. With `groupsByFeature`, as for an implementation that may lack
 * whole features, only the first finding with a feature has its report printed; of the others a line says where it is.
 */
export function findingTexts(groupsByFeature: boolean): (finding: Finding) => string {
  const reported = new Set<CheckFeature>();
  return ({ smallest, signature, report, stored }) => {
    const feature = groupsByFeature ? firstFeature(smallest) : undefined;
    if (feature === undefined || !reported.has(feature)) {
      if (feature !== undefined) reported.add(feature);
      return report;
    }
    const place = stored.unstored === undefined ? `: ${stored.report}` : '';
    return visibleLine(`another finding with ${feature}, ${signature}${place}`);
  };
}

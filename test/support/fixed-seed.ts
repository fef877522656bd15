import * as fc from 'fast-check';

// The same sources must give the same test result. Campaigns, with seeds of their own, look for new faults.
fc.configureGlobal({ seed: 61 });

import { isTagged } from '#lib/clinical/tagged-error.ts';
import { environment, type InvalidEnvironment } from './env.ts';
import { siteMap } from './site-map.ts';

/** Ends the process, with one sentence for each reason, when the settings are unusable or unsafe. */
export function refuseUnsafeStart(): void {
  try {
    environment();
    siteMap();
  } catch (error) {
    if (!isTagged<InvalidEnvironment>(error, 'InvalidEnvironment')) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

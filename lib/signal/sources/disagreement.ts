import type { Disagree } from './merge-readings.ts';
import type { MergedChannel } from './source-kind.ts';

/** ANSI/AAMI EC13:2002, 4.2.7: heart rates are right within 10 % or 5 /min, whichever is more. */
const heartRate: Disagree = (a, b) => Math.abs(a - b) > Math.max(5, 0.1 * Math.min(a, b));
/** ISO 80601-2-61:2017, 201.12.1.101.1, has oximeters right within 4 points. */
const saturation: Disagree = (a, b) => Math.abs(a - b) > 4;

/** When two devices cannot both be right, and what to say of it. */
export const disagreements: Readonly<
  Record<Exclude<MergedChannel, 'steps'>, { readonly disagree: Disagree; readonly by: string }>
> = {
  heartRate: { disagree: heartRate, by: 'more than 5 /min and 10 %' },
  saturation: { disagree: saturation, by: 'more than 4 points' },
};

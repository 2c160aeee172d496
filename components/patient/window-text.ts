// Where a patient stands today: the day of the stay, or what is left of the days and of the risk that a score speaks about.
import { type Bands, percentText } from '#components/risk/risk-text.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { remainingRisk, type StayWindow, stayWindow, WINDOW_DAYS } from '#lib/worklist/stay-window.ts';
import { dateText } from './moment-text.ts';

type Stay = Pick<PatientRecord<unknown>, 'patient' | 'admission'>;
type Spoken = Pick<Scored, 'at' | 'atName'> & {
  readonly provenance: Pick<Scored['provenance'], 'computedAt'>;
};

/** As the worklist counts, at the moment of computing; `null`: by this computer's clock that lies before the chart's own time. */
function windowOf({ patient, admission }: Stay, { at, provenance }: Spoken): StayWindow | null {
  const now = Date.parse(provenance.computedAt);
  if (now < at.ms) return null;
  const dates = {
    at,
    admitted: admission?.start ?? null,
    discharged: admission ? admission.end !== null : null,
    disposition: admission?.disposition ?? null,
    deceased: patient.deceased,
  };
  return stayWindow(dates, now);
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Whether a score speaks from a day at home on, and not from the discharge. */
const isAtHome = (atName: string): boolean => / at home$/.test(atName);

/** `18 of 30 days left`, from the discharge, else it is said from which day on; `day 6 today` of a stay that goes on; `null` where neither is counted. */
export function windowText(stay: Stay, spoken: Spoken): string | null {
  const window = windowOf(stay, spoken);
  switch (window?.kind) {
    case 'in-hospital':
      return window.day === null ? null : `day ${window.day} today`;
    case 'closed':
      return `${WINDOW_DAYS}-day window closed`;
    case 'discharged':
      return isAtHome(spoken.atName)
        ? `${window.left} of the ${WINDOW_DAYS} days after ${spoken.atName} left`
        : `${window.left} of ${WINDOW_DAYS} days left`;
    default:
      return null;
  }
}

/** What the risk is about, in a sentence: a stay that goes on has no discharge to count from. */
export function aboutText(
  { admission }: Pick<Stay, 'admission'>,
  { at, atName, horizonDays }: Scored,
): string {
  return admission && admission.end === null
    ? `As if discharged at the latest entry, ${dateText(at)}.`
    : `Estimated for the ${horizonDays} days after ${atName}.`;
}

/** What of the risk is left today, as the worklist has it; `null` where nothing is gone yet, or nobody can tell. */
export function leftText(stay: Stay, report: Spoken & Pick<Scored, 'survival'>, bands: Bands): string | null {
  const window = windowOf(stay, report);
  if (window?.kind === 'closed')
    return `The ${WINDOW_DAYS} days are over: this is the risk as it was ${isAtHome(report.atName) ? 'on' : 'at'} ${report.atName}.`;
  if (window?.kind !== 'discharged' || window.day === 0) return null;
  const survival = report.survival.map(({ probability }) => probability);
  const left = remainingRisk(survival, window.day);
  return left === null
    ? null
    : `Left today: ${percentText(left, bands)} in the ${days(window.left)} to come, if not readmitted until now.`;
}

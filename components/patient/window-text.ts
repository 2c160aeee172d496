// How much of the days that a score speaks about is left.
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { stayWindow, WINDOW_DAYS } from '#lib/worklist/stay-window.ts';

type Spoken = Pick<Scored, 'at'> & { readonly provenance: Pick<Scored['provenance'], 'computedAt'> };

/** `18 of 30 days left`, from the discharge to the moment of computing; `null` where no such days run, as before a discharge. */
export function windowText(
  { patient, admission }: Pick<PatientRecord<unknown>, 'patient' | 'admission'>,
  { at, provenance }: Spoken,
): string | null {
  const now = Date.parse(provenance.computedAt);
  // By this computer's clock the discharge is still to come: then its days are not counted.
  if (now < at.ms) return null;
  const dates = {
    at,
    admitted: admission?.start ?? null,
    discharged: admission ? admission.end !== null : null,
    disposition: admission?.disposition ?? null,
    deceased: patient.deceased,
  };
  const window = stayWindow(dates, now);
  if (window.kind === 'closed') return `${WINDOW_DAYS}-day window closed`;
  return window.kind === 'discharged' ? `${window.left} of ${WINDOW_DAYS} days left` : null;
}

// The head of a chart in words.
import { ageInYears } from '#lib/clinical/age.ts';
import type { Disposition } from '#lib/clinical/discharge-dispositions.ts';
import { DAY_MS, daysBetween, type Moment } from '#lib/clinical/moment.ts';
import type { Sex } from '#lib/clinical/sex.ts';
import type { Admission, PatientHeader, PatientRecord } from '#lib/contract/patient-record.ts';
import { dateText, dayText, momentText, spanText } from './moment-text.ts';

/** `74 y`; a birth date without a day gives the least age it can be. */
export function ageText(birthDate: string | null, at: Moment | null): string {
  if (birthDate === null) return 'birth date not recorded';
  const years = at && ageInYears(birthDate, at.recorded);
  if (years === null) return `born ${birthDate}`;
  return birthDate.length < 10 ? `at least ${years}\u00a0y (born ${birthDate})` : `${years}\u00a0y`;
}

/** The record number to show, or that there is none: no other number stands for it. */
export const numberText = ({ mrn }: Pick<PatientHeader, 'mrn'>): string => mrn ?? 'No record number';

/** Who gave the record number, and the others in force; `null`: nothing to add. */
export function numberHint({ recordNumbers = [], untypedNumber }: PatientHeader): string | null {
  if (untypedNumber !== undefined) return `other number ${untypedNumber}, of a kind not recorded`;
  const [first, ...others] = recordNumbers;
  const issuer = first?.assigner ?? (others.length > 0 ? first?.system : null);
  const also = others.map(({ value, assigner, system }) => {
    const from = assigner ?? system;
    return from === null ? value : `${value} (${from})`;
  });
  return [issuer, also.length > 0 ? `also ${also.join(', ')}` : null].filter(Boolean).join('; ') || null;
}

export const sexText = (sex: Sex | null): string => sex ?? 'not recorded as female or male';

/** Time from admission to discharge, or to the latest entry; in calendar days where one of them has no time of day. */
export function stayText({ start, end, endUnknown }: Admission, at: Moment | null): string {
  const stop = endUnknown === null ? (end ?? at) : null;
  if (!stop) return 'unknown';
  const days = daysBetween(start, stop);
  const coarse = start.precision === 'day' || stop.precision === 'day';
  return `${coarse && days === 0 ? 'same day' : spanText(days * DAY_MS)}${end ? '' : ' up to the latest entry'}`;
}

const DISPOSITIONS: Readonly<Record<Disposition, string | null>> = {
  died: 'died',
  'still-in': null,
  transferred: 'to another hospital',
  hospice: 'to hospice care',
  'against-advice': 'against medical advice',
  alive: null,
};

/** When a stay ended and how, or that it has not, or why nobody knows. */
export function dischargeText({ end, endUnknown, disposition }: Admission): string {
  const how = disposition && DISPOSITIONS[disposition];
  if (endUnknown !== null) return how === 'died' ? how : `not known, because ${endUnknown}`;
  return end ? `${momentText(end)}${how ? `, ${how}` : ''}` : 'still in hospital';
}

/** `null` for the living. */
export function deathText({ deceased, died }: PatientHeader): string | null {
  if (!deceased) return null;
  return died ? `Died ${dateText(died)}` : 'Deceased';
}

type Fact = { readonly name: string; readonly text: string; readonly title?: string };

const without = (entries: readonly (Fact | null)[]): readonly Fact[] =>
  entries.filter((entry) => entry !== null);

function stayFact({ admission }: Pick<PatientRecord<unknown>, 'admission'>, at: Moment | null): Fact {
  if (!admission) return { name: 'stay', text: 'no inpatient stay' };
  const { start, end, reason } = admission;
  const title = `Admitted ${momentText(start)}; ${end ? 'discharged ' : ''}${dischargeText(admission)}`;
  const ending = end ? `discharged ${dateText(end)}${how(admission)}` : dischargeText(admission);
  const text = `admitted ${dateText(start)}${reason ? ` (${reason})` : ''}, ${ending}${lengthText(admission, at)}`;
  return { name: 'stay', text, title };
}

/** How long a stay was; of one that goes on, only how far the chart reaches: its days are counted to today, elsewhere. */
function lengthText(admission: Admission, at: Moment | null): string {
  if (admission.end !== null || admission.endUnknown !== null) return ` (${stayText(admission, at)})`;
  return at ? ` (chart up to ${dateText(at)})` : '';
}

const how = ({ disposition }: Admission): string => {
  const said = disposition && DISPOSITIONS[disposition];
  return said ? `, ${said}` : '';
};

/** Sex, age, birth date, record number and stay: what tells one patient from another, each with its full form as title. */
export function factsText(
  record: Pick<PatientRecord<unknown>, 'patient' | 'admission'>,
  at: Moment | null,
): readonly Fact[] {
  const { patient } = record;
  const { birthDate } = patient;
  const hint = numberHint(patient);
  const number = patient.mrn === null ? numberText(patient) : `MRN ${patient.mrn}`;
  return without([
    { name: 'sex', text: sexText(patient.sex) },
    {
      name: 'age',
      text: ageText(birthDate, at),
      ...(at && { title: `Age on ${dateText(at)}` }),
    },
    birthDate?.length === 10 && at ? { name: 'birth', text: `born ${dayText(Date.parse(birthDate))}` } : null,
    { name: 'number', text: hint ? `${number} (${hint})` : number },
    stayFact(record, at),
  ]);
}

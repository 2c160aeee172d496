import { comorbidities } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { log } from '../arithmetic.ts';
import { hasComorbidity } from '../ehr/history.ts';
import type { ChartContent } from '../patient.ts';
import { type SimulatedAnalyte, simulatedAnalytes } from '../physiology/simulated-analytes.ts';

/** Logarithm of what cannot be negative and is skewed; the others as they are. */
const SKEWED: ReadonlySet<SimulatedAnalyte> = new Set<SimulatedAnalyte>([
  'nt-probnp',
  'bnp',
  'troponin-t',
  'troponin-i',
  'creatinine',
  'urea-nitrogen',
  'crp',
  'leukocytes',
  'glucose',
]);

/** Last value of the index stay and its change since the first; whether there is one. An absent value is 0. */
function analyteQuantities({ visits, measurements }: ChartContent): number[] {
  const stay = visits.at(-1);
  const results = measurements
    .filter(({ visit, enteredInError }) => visit === stay && !enteredInError)
    .toSorted((a, b) => a.atMs - b.atMs);
  return simulatedAnalytes.flatMap((id) => {
    const values = results
      .filter(({ analyte }) => analyte === id)
      .map(({ value }) => (SKEWED.has(id) ? log(Math.max(value, 0.01)) : value));
    const [first, last] = [values[0], values.at(-1)];
    return first === undefined || last === undefined ? [0, 0, 0] : [last, last - first, 1];
  });
}

/** What the chart of a stay shows on the day of discharge, with the noise of assays, monitors and bodies in it. */
export function ehrQuantities(content: ChartContent): number[] {
  const { history, treatments, visits, state } = content;
  const stay = visits.at(-1);
  const year = (stay?.startMs ?? 0) - 365 * DAY_MS;
  const recent = visits.slice(0, -1).filter(({ endMs }) => endMs > year);
  const prescribed = (id: string) => treatments.some((one) => one.drugClass === id && one.atDischarge);
  return [
    ...analyteQuantities(content),
    ...comorbidities.map(({ id }) => (hasComorbidity(history, id) ? 1 : 0)),
    ...drugClasses.map(({ id }) => (prescribed(id) ? 1 : 0)),
    recent.filter(({ kind }) => kind === 'inpatient').length,
    recent.filter(({ kind }) => kind === 'emergency').length,
    log(((stay?.endMs ?? 0) - (stay?.startMs ?? 0)) / DAY_MS + 1),
    state.person.age,
    state.person.sex === 'female' ? 1 : 0,
  ];
}

import { comorbidities } from '#lib/clinical/conditions.ts';
import { drugClasses } from '#lib/clinical/drug-classes.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { hasComorbidity } from '../ehr/history.ts';
import { drawGenome, genomePerson } from '../genomics/genome.ts';
import { causesDisease } from '../genomics/rare-variants.ts';
import { drawMissingModalities } from '../missing-modalities.ts';
import { type ChartContent, simulateChart, simulateTruth, type Truth } from '../patient.ts';
import { simulatedAnalytes } from '../physiology/simulated-analytes.ts';
import { ejectionFraction } from '../physiology/ventricle.ts';

/** Numbers of one patient by name; an absent name is a missing value. Flags are 0 or 1. */
type Facts = ReadonlyMap<string, number>;

const inHospital = (kind: string) => kind === 'inpatient' || kind === 'index';

/** First and last value of the index stay, canonical units. */
function stayFacts({ visits, measurements }: ChartContent): [string, number][] {
  const index = visits.at(-1);
  const stay = measurements.filter(({ visit, enteredInError }) => visit === index && !enteredInError);
  return simulatedAnalytes.flatMap((id): [string, number][] => {
    const values = stay.filter(({ analyte }) => analyte === id).sort((a, b) => a.atMs - b.atMs);
    const [first, last] = [values[0], values.at(-1)];
    if (first === undefined || last === undefined) return [];
    const arrival: [string, number] = [`${id} on arrival`, first.value];
    return [arrival, [`${id} at discharge`, last.value]];
  });
}

function comparisons(facts: ReadonlyMap<string, number>): [string, number][] {
  const sodium = facts.get('sodium on arrival');
  const [before, after] = [facts.get('creatinine on arrival'), facts.get('creatinine at discharge')];
  const [peak, left] = [facts.get('nt-probnp on arrival'), facts.get('nt-probnp at discharge')];
  const rows: [string, number][] = [];
  if (sodium !== undefined) rows.push(['Sodium below 135 on arrival', sodium < 135 ? 1 : 0]);
  if (before !== undefined && after !== undefined) {
    rows.push(['Creatinine up by 0.3 mg/dL in hospital', after - before >= 0.3 ? 1 : 0]);
  }
  if (peak !== undefined && left !== undefined && left !== peak) {
    rows.push(['NT-proBNP at discharge / on arrival', left / peak]);
  }
  return rows;
}

function historyFacts({ history, treatments, visits }: ChartContent): [string, number][] {
  const index = visits.at(-1);
  const start = index?.startMs ?? 0;
  const earlier = visits
    .slice(0, -1)
    .filter(({ kind, endMs }) => inHospital(kind) && endMs > start - 365 * DAY_MS);
  return [
    ['Length of stay', ((index?.endMs ?? 0) - start) / DAY_MS],
    ['Admissions in the year before', earlier.length],
    ...comorbidities.map(({ id }): [string, number] => [
      `condition.${id}`,
      hasComorbidity(history, id) ? 1 : 0,
    ]),
    ...drugClasses.map(({ id }): [string, number] => [
      `medication.${id}`,
      treatments.some((one) => one.drugClass === id && one.atDischarge) ? 1 : 0,
    ]),
  ];
}

function truthFacts({ state, outcome, logHazard }: Truth): [string, number][] {
  const readmitted = outcome.event === 1 && outcome.timeDays <= 30;
  const fraction = ejectionFraction(state.ventricle);
  return [
    ['Age', state.person.age],
    ['Female', state.person.sex === 'female' ? 1 : 0],
    ['Body-mass index', state.person.bodyMassIndex],
    ['Ejection fraction', fraction],
    ['Ejection fraction below 40 %', fraction < 40 ? 1 : 0],
    ['True log-hazard', logHazard],
    ['Readmitted within 30 days', readmitted ? 1 : 0],
    ['Readmitted within 90 days', outcome.event],
    ['Died first', outcome.end === 'death' ? 1 : 0],
  ];
}

/** What the genetic report and its file say; nothing for those without one. */
function genomicFacts(content: ChartContent): [string, number][] {
  const { seed, index, state } = content;
  if (drawMissingModalities(seed, index, state).genomics !== undefined) return [];
  const { carried, genotypes, calls } = drawGenome(genomePerson(content));
  const uncalled = calls.sites.filter(({ first }) => first < 0).length;
  return [
    ['Disease-causing rare variant', carried.some(causesDisease) ? 1 : 0],
    ['Rare variant of uncertain significance', carried.every(causesDisease) ? 0 : 1],
    ['Polygenic score, standardised', genotypes.standardScore],
    ['Genotypes without a call', uncalled / calls.sites.length],
  ];
}

/** Everything that the description says of one patient. */
export function surveyPatient(seed: number, index: number): { readonly truth: Truth; readonly facts: Facts } {
  const truth = simulateTruth(seed, index);
  const chart = simulateChart(seed, index);
  const facts = new Map([
    ...truthFacts(truth),
    ...historyFacts(chart),
    ...stayFacts(chart),
    ...genomicFacts(chart),
  ]);
  for (const [name, value] of comparisons(facts)) facts.set(name, value);
  facts.set('Measurements in the chart', chart.measurements.length);
  return { truth, facts };
}

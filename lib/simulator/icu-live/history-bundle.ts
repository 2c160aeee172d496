import type { Bundle, Encounter, FhirResource, MedicationRequest } from 'fhir/r4';
import type { ComorbidityId } from '#lib/clinical/conditions.ts';
import type { DrugClassId } from '#lib/clinical/drug-classes.ts';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { formatDateTime } from '../calendar.ts';
import { preparations } from '../ehr/formulary.ts';
import { type ReportingSite, reportingSites } from '../ehr/laboratory-sites.ts';
import type { Visit } from '../ehr/visits.ts';
import { patientBundle } from '../fhir/bundle.ts';
import { comorbidityResources } from '../fhir/condition-resource.ts';
import { encounterResource } from '../fhir/encounter-resource.ts';
import { resultResource } from '../fhir/observation-resource.ts';
import { patientResource } from '../fhir/patient-resource.ts';
import { concept, hl7, referTo } from '../fhir/reference.ts';
import { genomicPart } from '../genomic-part.ts';
import { genomePerson } from '../genomics/genome.ts';
import type { MemberFile } from '../member.ts';
import { nonEmpty, openStream, type Stream } from '../stream.ts';
import type { LiveStay } from './live-stay.ts';

/** Usual drugs of those who have had a disease for long, and how many of them take one. */
const HOME_DRUGS: readonly (readonly [ComorbidityId, DrugClassId, number])[] = [
  ['hypertension', 'ras-inhibitor', 0.7],
  ['ischaemic-heart-disease', 'beta-blocker', 0.7],
  ['ischaemic-heart-disease', 'statin', 0.8],
  ['atrial-fibrillation', 'anticoagulant', 0.8],
  ['diabetes', 'sglt2-inhibitor', 0.35],
];
/** In what share of patients a genome was read before. */
const SEQUENCED = 0.6;

const noCommonReason = concept('http://snomed.info/sct', '182813001', 'Emergency treatment');

/** A visit to the clinic some months before: what blood was like when the patient was well. */
const earlierVisit = (stream: Stream, admittedMs: number): Visit => {
  const startMs = admittedMs - stream.integer(30, 240) * DAY_MS;
  return { kind: 'ambulatory', startMs, endMs: startMs + 3_600_000, residual: 0, excess: 0, acutePhase: 0 };
};

function earlierResults({ stay, baseline }: LiveStay, visit: Visit, encounter: string, site: ReportingSite) {
  const values = [
    ['creatinine', baseline.creatinine],
    ['haemoglobin', baseline.haemoglobin],
    ['heart-rate', baseline.heartRate],
  ] as const;
  return values.map(([analyte, value]) =>
    resultResource(stay.patient, `${stay.patient}-${analyte}`, encounter, {
      analyte,
      value,
      atMs: visit.startMs,
      site,
      enteredInError: false,
    }),
  );
}

function homeDrugs(
  { stay, baseline }: LiveStay,
  stream: Stream,
  nextId: () => string,
  sinceMs: number,
): MedicationRequest[] {
  const has = (id: ComorbidityId) => baseline.history.comorbidities.some((one) => one.id === id);
  return HOME_DRUGS.flatMap(([disease, drugClass, share]) => {
    const { name, rxnorm, atc, dose } = stream.pick(nonEmpty(preparations[drugClass]));
    if (!stream.chance(share) || !has(disease)) return [];
    return [
      {
        resourceType: 'MedicationRequest',
        id: nextId(),
        status: 'active',
        intent: 'order',
        category: [hl7('medicationrequest-category', 'community')],
        medicationCodeableConcept: {
          coding: [
            { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: rxnorm },
            { system: 'http://www.whocc.no/atc', code: atc },
          ],
          text: name,
        },
        subject: referTo('Patient', stay.patient),
        authoredOn: formatDateTime(sinceMs),
        dosageInstruction: [{ text: dose }],
      },
    ];
  });
}

/** The stay as it stands at its beginning: neither its course nor its end is in reach. */
function stayResource({ stay }: LiveStay): Encounter {
  const visit = { kind: 'inpatient', startMs: stay.from, endMs: stay.to } as const;
  return encounterResource(stay.patient, `${stay.patient}-stay`, visit, {
    reason: noCommonReason,
    nowMs: stay.from,
  });
}

/** What the hospital knew of a patient on admission to the ward: for a batch layer, which reads no stream. */
export function historyBundle(live: LiveStay): {
  readonly bundle: Bundle;
  readonly files: readonly MemberFile[];
} {
  const { stay, baseline } = live;
  const { seed, index, patient } = stay;
  const { state, history } = baseline;
  const stream = openStream(seed, index, 'icu-live-history');
  const visit = earlierVisit(stream, stay.from);
  let count = 0;
  const nextId = () => {
    count += 1;
    return `${patient}-${count}`;
  };
  const encounter = `${patient}-clinic`;
  const genome = stream.chance(SEQUENCED)
    ? genomicPart(genomePerson({ seed, index, id: patient, state }), stay.from)
    : { resources: [], files: [] };
  const resources: FhirResource[] = [
    patientResource({ id: patient, seed, index, state, visits: [{ endMs: stay.to }] }, 'icu-live'),
    encounterResource(patient, encounter, visit, { reason: noCommonReason }),
    stayResource(live),
    ...comorbidityResources(patient, history.comorbidities, stay.from, nextId),
    ...homeDrugs(live, stream, nextId, visit.startMs),
    ...earlierResults(live, visit, encounter, stream.pick(reportingSites)),
    ...genome.resources,
  ];
  return { bundle: patientBundle(patient, resources), files: genome.files };
}

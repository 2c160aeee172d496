import type { FhirResource } from 'fhir/r4';
import { chartResources, patientBundle } from './fhir/bundle.ts';
import { ejectionFractionResource, measuredFraction } from './fhir/ejection-fraction-resource.ts';
import { endpointResource, imagingStudyResource } from './fhir/imaging-study-resource.ts';
import { referTo } from './fhir/reference.ts';
import { genomicPart, genomicPartTruth } from './genomic-part.ts';
import { genomePerson } from './genomics/genome.ts';
import { planStudies } from './imaging/plan-studies.ts';
import { describeStudy, type PlannedStudy } from './imaging/study.ts';
import { studyTruth } from './imaging/study-truth.ts';
import type { Contents, Member, Recipe } from './member.ts';
import { drawMissingModalities, type MissingModalities } from './missing-modalities.ts';
import { type ChartContent, simulateChart, simulateTruth } from './patient.ts';
import { truthLine } from './truth-line.ts';
import { wearableResources } from './wearables/fhir/wearable-resources.ts';
import { planWeek } from './wearables/plan-week.ts';
import { wearableTruth } from './wearables/wearable-truth.ts';

const missingOf = ({ seed, index, state }: ChartContent, { complete }: Contents): MissingModalities =>
  complete ? {} : drawMissingModalities(seed, index, state);

const isThere = (missing: MissingModalities, { kind }: PlannedStudy): boolean =>
  missing[kind === 'echocardiogram' ? 'echocardiogram' : 'chestRadiograph'] === undefined;

/** What had been imaged by the time at which the chart is read. */
export function heartFailureStudies(content: ChartContent, contents: Contents): readonly PlannedStudy[] {
  const { modalities, shortcut } = contents;
  if (!modalities.has('imaging')) return [];
  const missing = missingOf(content, contents);
  return planStudies(content, shortcut).filter(
    (study) => isThere(missing, study) && study.moment.ms <= content.nowMs,
  );
}

function imagingResources(id: string, encounter: string, studies: readonly PlannedStudy[]): FhirResource[] {
  if (studies.length === 0) return [];
  const stay = referTo('Encounter', encounter);
  const described = studies.flatMap((study): FhirResource[] => {
    const resource = imagingStudyResource(id, stay, describeStudy(study));
    if (study.kind !== 'echocardiogram') return [resource];
    const percent = measuredFraction(study.person, study.findings.ejectionFraction);
    const reading = { ms: study.moment.ms, percent };
    return [resource, ejectionFractionResource(id, stay, resource.id ?? '', reading)];
  });
  return [endpointResource(id), ...described];
}

/** Which of the modalities beside EHR and images the patient has. */
function presence(content: ChartContent, contents: Contents) {
  const { modalities } = contents;
  const missing = missingOf(content, contents);
  return {
    genomics: modalities.has('genomics') && missing.genomics === undefined,
    wearables: modalities.has('wearables') && missing.wearables === undefined,
  };
}

/** The patient of a chart with all that belongs to it. */
export function heartFailureMember(content: ChartContent, contents: Contents): Member {
  const { id, visits } = content;
  const { resources, encounters } = chartResources(content);
  const studies = heartFailureStudies(content, contents);
  const stay = visits.at(-1) ?? visits[0];
  const has = presence(content, contents);
  const genome = has.genomics ? genomicPart(genomePerson(content), stay.startMs) : NO_GENOME;
  const bundle = patientBundle(id, [
    ...resources,
    ...imagingResources(id, encounters.get(stay) ?? '', studies),
    ...genome.resources,
    ...(has.wearables ? wearableResources(planWeek(content)) : []),
  ]);
  return { id, bundle, studies, files: genome.files };
}
const NO_GENOME = { resources: [], files: [] } as const;

function truth(seed: number, index: number, contents: Contents): object {
  const line = truthLine(simulateTruth(seed, index, contents.interaction));
  if (contents.modalities.size === 1) return line;
  const content = simulateChart(seed, index);
  const has = presence(content, contents);
  return {
    ...line,
    missing: missingOf(content, contents),
    ...(contents.modalities.has('imaging')
      ? { imaging: heartFailureStudies(content, contents).map(studyTruth) }
      : {}),
    ...(has.genomics ? { genomics: genomicPartTruth(genomePerson(content)) } : {}),
    ...(has.wearables ? { wearables: wearableTruth(planWeek(content)) } : {}),
  };
}

/** Adults discharged after an admission for heart failure, each modality missing in some. */
export const heartFailure: Recipe = {
  studies: (seed, index, contents) => heartFailureStudies(simulateChart(seed, index), contents),
  member: (seed, index, contents) => heartFailureMember(simulateChart(seed, index), contents),
  truth,
};

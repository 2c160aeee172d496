import type { FhirResource } from 'fhir/r4';
import { chartResources, patientBundle } from './fhir/bundle.ts';
import { ejectionFractionResource, measuredFraction } from './fhir/ejection-fraction-resource.ts';
import { endpointResource, imagingStudyResource } from './fhir/imaging-study-resource.ts';
import { referTo } from './fhir/reference.ts';
import { planStudies } from './imaging/plan-studies.ts';
import { describeStudy, type PlannedStudy } from './imaging/study.ts';
import { studyTruth } from './imaging/study-truth.ts';
import type { Contents, Member, Recipe } from './member.ts';
import { drawMissingModalities, type MissingModalities } from './missing-modalities.ts';
import { type ChartContent, simulateChart, simulateTruth } from './patient.ts';
import { truthLine } from './truth-line.ts';

const isThere = (missing: MissingModalities, { kind }: PlannedStudy): boolean =>
  missing[kind === 'echocardiogram' ? 'echocardiogram' : 'chestRadiograph'] === undefined;

function studiesOf(content: ChartContent, { modalities, shortcut }: Contents): readonly PlannedStudy[] {
  if (!modalities.has('imaging')) return [];
  const missing = drawMissingModalities(content.seed, content.index, content.state);
  return planStudies(content, shortcut).filter((study) => isThere(missing, study));
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

function member(seed: number, index: number, contents: Contents): Member {
  const content = simulateChart(seed, index);
  const { id } = content;
  const { resources, encounters } = chartResources(content);
  const studies = studiesOf(content, contents);
  const stay = encounters.get(content.visits.at(-1) ?? content.visits[0]) ?? '';
  return {
    id,
    bundle: patientBundle(id, [...resources, ...imagingResources(id, stay, studies)]),
    studies,
    files: [],
  };
}

function truth(seed: number, index: number, contents: Contents): object {
  const known = simulateTruth(seed, index);
  const line = truthLine(known);
  const beside = contents.modalities.size > 1;
  return {
    ...line,
    ...(beside ? { missing: drawMissingModalities(seed, index, known.state) } : {}),
    ...(contents.modalities.has('imaging')
      ? { imaging: studiesOf(simulateChart(seed, index), contents).map(studyTruth) }
      : {}),
  };
}

/** Adults discharged after an admission for heart failure, each modality missing in some. */
export const heartFailure: Recipe = {
  studies: (seed, index, contents) => studiesOf(simulateChart(seed, index), contents),
  member,
  truth,
};

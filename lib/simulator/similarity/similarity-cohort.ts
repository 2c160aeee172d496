import type { FhirResource } from 'fhir/r4';
import { DAY_MS } from '#lib/clinical/moment.ts';
import { exp, log, quantise } from '../arithmetic.ts';
import { AS_OF_MS, atLocalTime } from '../calendar.ts';
import { cohortSeed } from '../cohort-seed.ts';
import { patientBundle } from '../fhir/bundle.ts';
import { endpointResource, imagingStudyResource } from '../fhir/imaging-study-resource.ts';
import { patientResource } from '../fhir/patient-resource.ts';
import { referTo } from '../fhir/reference.ts';
import { genomicPart, genomicPartTruth } from '../genomic-part.ts';
import type { GenomePerson } from '../genomics/genome.ts';
import { imagedPerson } from '../imaging/imaged-person.ts';
import { describeStudy, type PlannedStudy } from '../imaging/study.ts';
import { studyTruth } from '../imaging/study-truth.ts';
import type { Contents, Member, Recipe } from '../member.ts';
import { patientId } from '../patient.ts';
import { drawAncestry } from '../physiology/ancestry.ts';
import { drawGene } from '../physiology/inherited-liability.ts';
import { openStream } from '../stream.ts';
import { admissionResources } from './admission-resources.ts';
import { diagnoses, diagnosisNames } from './diagnoses.ts';
import { type DrawnPatient, drawSimilarityPatient } from './draw-latents.ts';
import { binaryNames, type Group, normalNames } from './latent-densities.ts';
import { similarityPerson } from './person.ts';
import { planRadiograph } from './plan-radiograph.ts';
import { logLikelihood, posterior } from './posterior.ts';

const GROUPS = ['demographics', 'laboratory', 'imaging', 'genomics'] as const satisfies readonly Group[];

/** One admission from home within the last two years; its length tells nothing of the diagnosis. */
function drawStay(seed: number, index: number) {
  const stream = openStream(seed, index, 'similarity-stay');
  const endMs = atLocalTime(AS_OF_MS - stream.integer(1, 700) * DAY_MS, stream.integer(600, 1079));
  const nights = Math.max(1, Math.round(4 * exp(stream.normal(0, 0.5))));
  const startMs = atLocalTime(endMs - nights * DAY_MS, stream.integer(360, 1320));
  return { startMs, endMs };
}

/** Everything about a patient that the chart, the film and the genome are written from. */
function drawContent(cohort: number, index: number) {
  const seed = cohortSeed('similarity', cohort);
  const drawn = drawSimilarityPatient(seed, index);
  const person = similarityPerson(seed, index, drawn.latents);
  const stay = drawStay(seed, index);
  return { id: patientId(seed, index), seed, index, drawn, state: { person }, visits: [stay] as const };
}
type Content = ReturnType<typeof drawContent>;

function filmOf(content: Content, { modalities, shortcut }: Contents): readonly PlannedStudy[] {
  if (!modalities.has('imaging')) return [];
  const [stay] = content.visits;
  return [planRadiograph(imagedPerson(content), content.drawn, stay.startMs, shortcut)];
}

function genomePerson({ id, seed, index, drawn }: Content): GenomePerson {
  const gene = drawGene(openStream(seed, index, 'similarity-gene'));
  return {
    seed,
    index,
    patient: id,
    polygenic: drawn.latents.polygenic,
    carrierOf: drawn.latents.carrier ? gene : null,
    proportions: drawAncestry(seed, index).proportions,
  };
}

function member(seed: number, index: number, contents: Contents): Member {
  const content = drawContent(seed, index);
  const { id } = content;
  const studies = filmOf(content, contents);
  const stay = referTo('Encounter', `${id}-stay`);
  const [{ startMs }] = content.visits;
  const genome = contents.modalities.has('genomics') ? genomicPart(genomePerson(content), startMs) : null;
  const resources: FhirResource[] = [
    patientResource(content, 'similarity'),
    ...admissionResources(id, content.seed, index, content.drawn, content.visits[0]),
    ...(studies.length > 0 ? [endpointResource(id)] : []),
    ...studies.map((study) => imagingStudyResource(id, stay, describeStudy(study))),
    ...(genome?.resources ?? []),
  ];
  return { id, bundle: patientBundle(id, resources), studies, files: genome?.files ?? [] };
}

/** Evidence in nats that a group's latents give for the true diagnosis over the cohort's mix: ln p(z | d) − ln p(z). */
function evidence({ diagnosis, latents }: DrawnPatient, group: Group): number {
  const own = logLikelihood(latents, group, diagnosis);
  const mix = diagnosisNames.reduce(
    (sum, name) => sum + diagnoses[name].prevalence * exp(logLikelihood(latents, group, name) - own),
    0,
  );
  return -log(mix);
}

function truth(seed: number, index: number, contents: Contents): object {
  const content = drawContent(seed, index);
  const { diagnosis, latents } = content.drawn;
  const round = (x: number) => quantise(x, 6);
  const rounded = (p: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(p).map(([name, value]) => [name, round(value)]));
  return {
    simulated: true,
    patient: content.id,
    diagnosis,
    posterior: {
      all: rounded(posterior(latents, GROUPS)),
      ...Object.fromEntries(GROUPS.map((group) => [group, rounded(posterior(latents, [group]))])),
    },
    components: Object.fromEntries(GROUPS.map((group) => [group, round(evidence(content.drawn, group))])),
    latents: Object.fromEntries([
      ...normalNames.map((name) => [name, round(latents[name])]),
      ...binaryNames.map((name) => [name, latents[name]]),
    ]),
    imaging: filmOf(content, contents).map(studyTruth),
    ...(contents.modalities.has('genomics') ? { genomics: genomicPartTruth(genomePerson(content)) } : {}),
  };
}

/** People brought in breathless, with one of seven diseases or none, for the search of similar patients. */
export const similarity: Recipe = {
  studies: (seed, index, contents) => filmOf(drawContent(seed, index), contents),
  member,
  truth,
};

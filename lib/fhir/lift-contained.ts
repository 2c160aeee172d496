import { hasCode } from './elements.ts';
import type { Owner, OwnerFinder } from './find-owners.ts';
import { inspectResource } from './inspect-resource.ts';
import { type Complaint, counted } from './issue-tally.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, type SentResource } from './sent-resource.ts';
import { subjectElementOf, subjectOf } from './subject.ts';

type Report = (complaint: Complaint) => void;

/** A contained resource as one of the chart's own, and whose it is. */
type Lifted = { readonly sent: SentResource; readonly owner: Owner };

/** Types whose contained resources are not the patient's: what a relative had. */
const OF_OTHERS: ReadonlySet<string> = new Set(['FamilyMemberHistory']);
/** A report that has no results (yet), or whose state nobody knows (FHIR R4 diagnostic-report-status). */
const WITHOUT_RESULTS: ReadonlySet<string> = new Set(['registered', 'cancelled', 'unknown']);
const VERIFICATION = [
  'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
];
const MISTAKE: ReadonlySet<string> = new Set(['entered-in-error']);

/** What an Observation without it takes from its report: `effective[x]` is "the time the observed values are related to". */
const REPORTED_TIMES = ['effectiveDateTime', 'effectivePeriod', 'issued'];

const leftOut = (outer: SentResource, type: string, code: Complaint['code'], reason: string): Complaint => ({
  code,
  severity: 'warning',
  path: keyOf(outer.type, outer.id),
  sentence: (count) => `Left out ${counted(count, `contained ${type}`)}: ${reason}.`,
});

/** Why nothing in a resource counts, whatever it says itself. */
function outerTrouble({ resource, type }: SentResource, child: string): string | undefined {
  const status = asText(element(resource, 'status')) ?? '';
  const verification = element(resource, 'verificationStatus');
  const isMistake =
    MISTAKE.has(status) || VERIFICATION.some((system) => hasCode(verification, system, MISTAKE));
  if (isMistake) return `the ${type} round it was entered in error`;
  if (OF_OTHERS.has(type)) return `the ${type} round it is about a relative`;
  return type === 'DiagnosticReport' && child === 'Observation' && WITHOUT_RESULTS.has(status)
    ? `the ${type} round it says that it has no results (${status})`
    : undefined;
}

function timesOf({ resource, type }: SentResource, child: JsonObject): JsonObject {
  if (type !== 'DiagnosticReport' || element(child, 'resourceType') !== 'Observation') return {};
  const isDated = Object.keys(child).some((name) => name.startsWith('effective'));
  const taken = isDated ? ['issued'] : REPORTED_TIMES;
  return Object.fromEntries(Object.entries(resource).filter(([name]) => taken.includes(name)));
}

/** What is contained, by the fragment that refers to it. */
type Fragments = ReadonlyMap<string, JsonObject>;

function asSent(outer: SentResource, child: JsonObject, local: string, fragments: Fragments): SentResource {
  const type = asText(element(child, 'resourceType')) ?? '';
  const id = `${outer.id}#${local}`;
  const { references } = inspectResource(child);
  const contained = references.flatMap((text) => fragments.get(text) ?? []);
  const subject = subjectOf(child) ? {} : { subject: subjectElementOf(outer.resource) };
  const resource = { ...timesOf(outer, child), ...child, ...subject, id, contained };
  const { server, container: within, versioned } = outer;
  return { resource, type, id, fullUrl: undefined, server, container: within, references, versioned };
}

/** Whether something refers to it, or it refers to what is round it (FHIR R4 invariant dom-3): else its part is unknown. */
const isPart = (referred: ReadonlySet<string>, lifted: SentResource, local: string): boolean =>
  referred.has(`#${local}`) || lifted.references.includes('#');

function ownerOf(
  outer: SentResource,
  lifted: SentResource,
  owner: Owner | undefined,
  finder: OwnerFinder,
  report: Report,
): Owner | null {
  const own = finder.ownerOf(lifted);
  if (own === null || owner === undefined || owner.person === own.person) return own;
  const reason = `the ${outer.type} round it is about another patient`;
  report(leftOut(outer, lifted.type, 'identity-conflict', reason));
  return null;
}

const isClinical = (resource: JsonObject): boolean =>
  CLINICAL_TYPES.has(asText(element(resource, 'resourceType')) ?? '');

/** Why a contained resource cannot stand for itself. */
function troubleOf(
  outer: SentResource,
  lifted: SentResource,
  local: string,
  referred: ReadonlySet<string>,
): string | undefined {
  const orphan = `nothing in the ${outer.type} round it refers to it`;
  return outerTrouble(outer, lifted.type) ?? (isPart(referred, lifted, local) ? undefined : orphan);
}

/**
 * The clinical resources contained in one, as resources of the chart (FHIR R4 section 2.3.0.5): a result in its report, a
 * diagnosis in its encounter. Their ids (`report#o1`) are unique on the chart; a patient or time that they do not state is
 * that of what is round them, and what that says against them counts.
 *
 * @param owner of the outer resource, when it has one
 */
export function liftContained(
  outer: SentResource,
  owner: Owner | undefined,
  finder: OwnerFinder,
  report: Report,
): Lifted[] {
  const contained = asObjects(element(outer.resource, 'contained'));
  const fragments = new Map(contained.map((child) => [`#${asText(element(child, 'id'))}`, child]));
  const referred = new Set(outer.references);
  return contained.filter(isClinical).flatMap((child) => {
    const local = asText(element(child, 'id')) ?? '';
    const sent = asSent(outer, child, local, fragments);
    const trouble = troubleOf(outer, sent, local, referred);
    if (trouble !== undefined) report(leftOut(outer, sent.type, 'structure', trouble));
    const found = trouble === undefined ? ownerOf(outer, sent, owner, finder, report) : null;
    return found === null ? [] : [{ sent, owner: found }];
  });
}

import type { Issue } from '#lib/clinical/issue.ts';
import { admitResource } from './admit-resource.ts';
import { assembleCharts } from './assemble-charts.ts';
import type { Chart } from './chart.ts';
import { declaredVersion } from './fhir-version.ts';
import { type Complaint, counted, IssueTally } from './issue-tally.ts';
import { asText, element, isObject, type JsonObject } from './json-value.ts';
import { type DuplicateOutcome, resolveDuplicates } from './resolve-duplicates.ts';
import { ResourceSet } from './resource-set.ts';
import { CLINICAL_TYPES } from './resource-types.ts';
import { keyOf, type SentResource } from './sent-resource.ts';
import { type BundleItem, type BundleTrouble, unwrapBundle } from './unwrap-bundle.ts';

export type ReadCharts = { readonly charts: readonly Chart[]; readonly issues: readonly Issue[] };

const TROUBLES: Readonly<Record<BundleTrouble, Omit<Complaint, 'file'>>> = {
  'entry-without-resource': {
    code: 'structure',
    severity: 'information',
    sentence: (count) => `Skipped ${count} bundle entr${count === 1 ? 'y' : 'ies'} without a resource.`,
  },
  'bundles-too-deep': {
    code: 'too-deep',
    severity: 'error',
    sentence: (count) => `Left out ${counted(count, 'Bundle')}: nested too deep inside other bundles.`,
  },
  'entries-not-a-list': {
    code: 'structure',
    severity: 'error',
    sentence: (count) => `Left out ${counted(count, 'Bundle')}: the entry element is not a list.`,
  },
  'more-pages': {
    code: 'assumption',
    severity: 'warning',
    sentence: (count) =>
      `${counted(count, 'Bundle')} of a longer result: what stands on further pages counts only if they are here too.`,
  },
};

const isComplaint = (outcome: object): outcome is Complaint => 'sentence' in outcome;

/** The version claimed for a bundle's content, by itself or by a capability statement in it. */
function declaredFor(items: readonly BundleItem[]): (item: BundleItem) => string {
  const declared = new Map<JsonObject, string>();
  for (const { bundle, resource } of items) {
    const type = asText(element(resource, 'resourceType'));
    const claims = type === 'CapabilityStatement' || type === 'Conformance' ? [bundle, resource] : [bundle];
    const other = claims.map(declaredVersion).find((version) => version !== 'R4');
    if (other !== undefined) declared.set(bundle, other);
  }
  return ({ bundle }) => declared.get(bundle) ?? 'R4';
}

/** Collects resources from any number of bundles, files or pages, and builds the charts of the patients in them. */
export class BundleIndex {
  readonly #sent = new Map<string, SentResource[]>();
  readonly #tally = new IssueTally();

  /** Adds a parsed bundle or single resource. Whatever it is, this does not throw. */
  add(value: unknown, file?: string): void {
    for (const _ of this.adding(value, file));
  }

  /** Adds like `add`, and yields after each resource so that a caller can let others run in between. */
  *adding(value: unknown, file?: string): Generator<void> {
    const origin = file === undefined ? {} : { file };
    const report = (complaint: Complaint) => this.#tally.add({ ...complaint, ...origin });
    if (!isObject(value)) return report(NOT_A_RESOURCE);
    const root = element(value, 'resourceType') === 'Bundle' ? value : { entry: [{ resource: value }] };
    const items = unwrapBundle(root, (trouble) => report(TROUBLES[trouble]));
    const versionFor = declaredFor(items);
    const neighbourhoods = new Map<JsonObject, Map<string, string | null>>();
    for (const item of items) {
      const admitted = admitResource(item.resource, item.fullUrl, versionFor(item));
      if (isComplaint(admitted)) report(admitted);
      else {
        const neighbours = neighbourhoods.get(item.bundle) ?? new Map<string, string | null>();
        neighbourhoods.set(item.bundle, neighbours);
        this.#file(item, { ...admitted, neighbours, versioned: item.versioned }, neighbours);
      }
      yield;
    }
  }

  #file({ fullUrl }: BundleItem, sent: SentResource, neighbours: Map<string, string | null>): void {
    const key = keyOf(sent.type, sent.id);
    const copies = this.#sent.get(key);
    if (copies === undefined) this.#sent.set(key, [sent]);
    else copies.push(sent);
    if (fullUrl === undefined) return;
    const known = neighbours.get(fullUrl);
    // One fullUrl for two resources names neither.
    neighbours.set(fullUrl, known === undefined || known === key ? key : null);
  }

  /** The charts of all patients added so far, with everything that was left out and why. */
  build(): ReadCharts {
    const tally = new IssueTally();
    const kept = new Map<string, SentResource>();
    for (const [key, copies] of this.#sent) {
      const outcome = resolveDuplicates(copies);
      if (outcome.kept !== undefined) kept.set(key, outcome.kept);
      const complaint = complainOf(outcome, copies);
      if (complaint !== undefined) tally.add(complaint);
    }
    const charts = assembleCharts(new ResourceSet(kept), (complaint) => tally.add(complaint));
    if (charts.length === 0) tally.add(NO_PATIENT);
    return { charts, issues: [...this.#tally.issues(), ...tally.issues()] };
  }
}

const NOT_A_RESOURCE: Complaint = {
  code: 'not-fhir',
  severity: 'error',
  sentence: () => 'The JSON is not a FHIR resource: its top level is not an object.',
};

const NO_PATIENT: Complaint = {
  code: 'no-patient',
  severity: 'error',
  sentence: () => 'The data holds no readable Patient, so there is no chart to show.',
};

function complainOf({ how }: DuplicateOutcome, copies: readonly SentResource[]): Complaint | undefined {
  const [first] = copies;
  if (first === undefined || how === 'only') return undefined;
  const path = keyOf(first.type, first.id);
  const subject = (count: number) => counted(count, first.type);
  if (how === 'undecidable') {
    const reason = 'copies with the same id differ, and nothing tells which one is newer';
    const severity = first.type === 'Patient' || CLINICAL_TYPES.has(first.type) ? 'error' : 'warning';
    return {
      code: 'duplicate-id',
      severity,
      path,
      sentence: (count) => `Left out ${subject(count)}: ${reason}.`,
    };
  }
  if (how === 'identical' || copies.every(({ versioned }) => versioned)) {
    const reason =
      how === 'identical' ? 'sent more than once with the same content' : 'several versions sent';
    const severity = 'information';
    return { code: 'duplicate-id', severity, path, sentence: (count) => `${subject(count)}: ${reason}.` };
  }
  const reason = 'copies with the same id differ; the newest by its own metadata counts';
  return {
    code: 'duplicate-id',
    severity: 'warning',
    path,
    sentence: (count) => `${subject(count)}: ${reason}.`,
  };
}

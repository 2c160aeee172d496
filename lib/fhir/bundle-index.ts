import type { Issue } from '#lib/clinical/issue.ts';
import { admitResource } from './admit-resource.ts';
import { assembleCharts } from './assemble-charts.ts';
import type { Chart } from './chart.ts';
import { withUnderstoodContained } from './contained-resources.ts';
import { CopyIndex } from './copy-index.ts';
import { declaredVersion } from './fhir-version.ts';
import { type Complaint, counted, IssueTally } from './issue-tally.ts';
import { asText, element, isObject, type JsonObject } from './json-value.ts';
import type { Origin, SentResource } from './sent-resource.ts';
import { type BundleItem, type BundleTrouble, isWrapping, unwrapBundle } from './unwrap-bundle.ts';

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
  'entry-not-understood': {
    code: 'modifier',
    severity: 'error',
    sentence: (count) =>
      `Left out ${count} bundle entr${count === 1 ? 'y' : 'ies'}: a modifierExtension that is not known here may change what it means.`,
  },
  'bundle-not-understood': {
    code: 'modifier',
    severity: 'error',
    sentence: (count) =>
      `Left out ${counted(count, 'Bundle')}: implicitRules or a modifierExtension that is not known here may change what they mean.`,
  },
  'more-pages': {
    code: 'assumption',
    severity: 'warning',
    sentence: (count) =>
      `${counted(count, 'Bundle')} of a longer result: what stands on further pages counts only if they are here too.`,
  },
};

/** The version claimed for a bundle's content, by itself or by a capability statement in it. */
function declaredFor(items: readonly BundleItem[]): (item: BundleItem) => string {
  const declared = new Map<JsonObject, string>();
  for (const { container, resource } of items) {
    const { bundle } = container;
    const type = asText(element(resource, 'resourceType'));
    const claims = type === 'CapabilityStatement' || type === 'Conformance' ? [bundle, resource] : [bundle];
    const other = claims.map(declaredVersion).find((version) => version !== 'R4');
    if (other !== undefined) declared.set(bundle, other);
  }
  return ({ container }) => declared.get(container.bundle) ?? 'R4';
}

/** A list of resources is taken as a bundle of them. */
function rootOf(value: unknown): JsonObject | undefined {
  const listed: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isResource = (one: unknown) =>
    isObject(one) && (one === value || asText(one.resourceType) !== undefined);
  if (listed.length === 0 || !listed.every(isResource)) return undefined;
  return isObject(value) && isWrapping(value) ? value : { entry: listed.map((resource) => ({ resource })) };
}

/** Collects resources from any number of bundles, files or pages, and builds the charts of the patients in them. */
export class BundleIndex {
  readonly #sent: SentResource[] = [];
  readonly #tally = new IssueTally();
  readonly #origin: Origin = {};
  readonly #addresses: readonly string[];

  /** @param addresses under which the one server is known that all this comes from; none for files */
  constructor(addresses: readonly string[] = []) {
    this.#addresses = addresses;
  }

  /**
   * Adds a parsed bundle or single resource. Whatever it is, this does not throw.
   * @param origin one object per file: what shares it came together. Absent: all of it comes from one place.
   */
  add(value: unknown, origin?: Origin): void {
    for (const _ of this.adding(value, origin));
  }

  /** Adds like `add`, and yields after each resource so that a caller can let others run in between. */
  *adding(value: unknown, origin = this.#origin): Generator<void> {
    const report = (complaint: Complaint) =>
      this.#tally.add(origin.file === undefined ? complaint : { ...complaint, file: origin.file });
    const root = rootOf(value);
    if (root === undefined) return report(NOT_A_RESOURCE);
    const items = unwrapBundle(root, origin, (trouble) => report(TROUBLES[trouble]));
    const versionFor = declaredFor(items);
    for (const item of items) {
      const { container, versioned } = item;
      const admitted = admitResource(item.resource, item.fullUrl, versionFor(item));
      if ('sentence' in admitted) report(admitted);
      else {
        const resource = withUnderstoodContained(admitted.resource, report);
        this.#sent.push({ ...admitted, resource, container, versioned });
      }
      yield;
    }
  }

  /** The charts of all patients added so far, with everything that was left out and why. */
  build(): ReadCharts {
    const tally = new IssueTally();
    const index = new CopyIndex(this.#sent, this.#addresses);
    const charts = assembleCharts(index, (complaint) => tally.add(complaint));
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

import { asText, element } from '../json-value.ts';
import { readReference } from '../reference-target.ts';
import type { ResourceTable } from './resource-table.ts';
import { type Filter, matches, searchValues } from './search-match.ts';
import type { Include, SearchQuery } from './search-query.ts';
import { sortResources } from './sort-resources.ts';
import { type StoredResource, storedKey } from './stored-resource.ts';

export type Found = {
  readonly total: number;
  readonly page: readonly StoredResource[];
  readonly included: readonly StoredResource[];
  /** Offset of the next page; `undefined` on the last. */
  readonly next: number | undefined;
};

const isPlain = ({ negated, missing }: Filter) => !negated && missing === undefined;

/** Patients that a filter asks for, when it asks for patients by id alone. */
function patientsIn(filter: Filter): string[] | undefined {
  if (!['patient', 'subject'].includes(filter.name) || !isPlain(filter)) return undefined;
  const ids = filter.wanted.flatMap((wanted) =>
    wanted.kind === 'reference' && wanted.type === 'Patient' ? [wanted.id] : [],
  );
  return ids.length === filter.wanted.length ? ids : undefined;
}

function idsIn(filter: Filter): string[] | undefined {
  if (filter.name !== '_id' || !isPlain(filter)) return undefined;
  return filter.wanted.flatMap((wanted) =>
    wanted.kind === 'token' && wanted.code !== undefined ? [wanted.code] : [],
  );
}

/** One with several patients is in the index of none of them (`subjectOf`). */
const OF_SEVERAL: ReadonlySet<string> = new Set(['Appointment']);

type Narrowed = { readonly among: Iterable<StoredResource>; readonly filters: readonly Filter[] };

/** Resources from the narrowest index that the filters allow, and the filters still to check on them. */
function narrow(table: ResourceTable, { type, filters }: SearchQuery): Narrowed {
  for (const filter of filters) {
    const ids = idsIn(filter);
    const patients = patientsIn(filter);
    const rest = () => filters.filter((other) => other !== filter);
    if (ids !== undefined) {
      return { among: [...new Set(ids)].flatMap((id) => table.read(type, id) ?? []), filters: rest() };
    }
    if (patients !== undefined && !OF_SEVERAL.has(type)) {
      const among = [...new Set(patients)].flatMap((id) => [...table.ofPatient(id, type).values()]);
      return { among, filters: rest() };
    }
  }
  return { among: table.ofType(type).values(), filters };
}

function includesOf(
  table: ResourceTable,
  page: readonly StoredResource[],
  includes: readonly Include[],
): StoredResource[] {
  const seen = new Set(page.map(storedKey));
  const wanted = page.flatMap((resource) =>
    includes.flatMap(({ parameter, targetType }) =>
      searchValues(resource, parameter)
        .map((value) => readReference(asText(element(value, 'reference')) ?? ''))
        .filter(({ type, base }) => base === undefined && (targetType === undefined || type === targetType)),
    ),
  );
  return wanted.flatMap(({ type = '', id = '' }) => {
    const found = table.read(type, id);
    if (found === undefined || seen.has(storedKey(found))) return [];
    seen.add(storedKey(found));
    return [found];
  });
}

/** Finds, sorts and pages. */
export function runSearch(table: ResourceTable, query: SearchQuery): Found {
  const hits: StoredResource[] = [];
  const { among, filters } = narrow(table, query);
  for (const resource of among) {
    if (filters.every((filter) => matches(resource, filter))) hits.push(resource);
  }
  const sorted = query.sort.length > 0 ? sortResources(hits, query.sort) : hits;
  const end = query.offset + query.count;
  const page = sorted.slice(query.offset, end);
  const next = query.count > 0 && end < sorted.length ? end : undefined;
  return { total: sorted.length, page, included: includesOf(table, page, query.includes), next };
}

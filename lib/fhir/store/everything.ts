import { gone, notFound, OperationOutcomeError } from '@medplum/core';
import { inspectResource } from '../inspect-resource.ts';
import { readReference } from '../reference-target.ts';
import { CLINICAL_TYPES } from '../resource-types.ts';
import type { ResourceTable } from './resource-table.ts';
import type { Found } from './run-search.ts';
import type { Pairs } from './search-bundle.ts';
import { refuse, wholeNumber } from './search-query.ts';
import { type StoredResource, storedKey } from './stored-resource.ts';

/** Drugs, wards and people that the compartment refers to, once each. */
function supporting(table: ResourceTable, compartment: readonly StoredResource[]): StoredResource[] {
  const seen = new Set<string>();
  return compartment.flatMap((resource) =>
    inspectResource(resource).references.flatMap((text) => {
      if (seen.has(text)) return [];
      seen.add(text);
      const { type = '', id = '', base } = readReference(text);
      const shared = base === undefined && type !== 'Patient' && !CLINICAL_TYPES.has(type);
      return (shared ? table.read(type, id) : undefined) ?? [];
    }),
  );
}

type Asked = { readonly types: ReadonlySet<string>; readonly count: number; readonly offset: number };

const PARAMETERS: ReadonlySet<string> = new Set(['_type', '_count', '_offset']);

function readParameters(parameters: Pairs): Asked {
  if (parameters.some(([name]) => !PARAMETERS.has(name))) {
    throw refuse('$everything takes _type, _count and _offset and nothing else.');
  }
  const asked = new Map(parameters);
  const types = parameters.flatMap(([name, value]) => (name === '_type' ? value.split(',') : []));
  const count = asked.get('_count');
  return {
    types: new Set(types),
    count: count === undefined ? Number.POSITIVE_INFINITY : wholeNumber('_count', count),
    offset: wholeNumber('_offset', asked.get('_offset') ?? '0'),
  };
}

/** `Patient/[id]/$everything`: the Patient, all that is about them, and what that refers to; in one page unless `_count` asks for less. */
export function findEverything(
  table: ResourceTable,
  id: string,
  parameters: Pairs,
): Found & { readonly offset: number } {
  const { types, count, offset } = readParameters(parameters);
  const patient = table.read('Patient', id);
  if (patient === undefined) {
    throw new OperationOutcomeError(table.versions('Patient', id).length > 0 ? gone : notFound);
  }
  const compartment = [patient, ...table.compartment(id)];
  const all = [...compartment, ...supporting(table, compartment)];
  const kept = types.size === 0 ? all : all.filter(({ resourceType }) => types.has(resourceType));
  const unique = [...new Map(kept.map((resource) => [storedKey(resource), resource])).values()];
  const end = offset + count;
  const next = count > 0 && end < unique.length ? end : undefined;
  return { total: unique.length, page: unique.slice(offset, end), included: [], next, offset };
}

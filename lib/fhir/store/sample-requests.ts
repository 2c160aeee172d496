import type { FhirStore } from './fhir-store.ts';
import { handleFhirRequest } from './handle-request.ts';

/** Requests and resources for the tests of this folder. */
export const BASE = 'http://store.test/fhir';
export const patient = { resourceType: 'Patient', id: 'p1', name: [{ family: 'Ångström', given: ['Eva'] }] };
export const result = (id: string, date: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: date,
  ...more,
});

export type Json = { readonly [key: string]: unknown };
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Json };

export async function ask(store: FhirStore, method: string, path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
  const headers = { 'content-type': 'application/fhir+json' };
  const request = new Request(`${BASE}/${path}`, { method, headers, ...init });
  const response = await handleFhirRequest(store, request, BASE);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

export const idsIn = ({ body }: Answer) =>
  ((body.entry ?? []) as { resource: { id: string } }[]).map(({ resource }) => resource.id);

export const linkIn = ({ body }: Answer, relation: string) =>
  (body.link as { relation: string; url: string }[]).find((link) => link.relation === relation)?.url;

import { FhirError } from './fhir-error.ts';
import { asObjects, asText, element, type JsonObject } from './json-value.ts';

/** Address of the page after this one; `undefined` on the last. Throws `FhirError` when the server names two of them. */
export function nextLink(page: JsonObject): string | undefined {
  const links = asObjects(element(page, 'link')).filter((one) => asText(element(one, 'relation')) === 'next');
  const [url, ...others] = new Set(links.flatMap((link) => asText(element(link, 'url')) ?? []));
  if (others.length === 0) return url;
  throw new FhirError(
    'paging',
    'The FHIR server names more than one next page, so its answer cannot be read whole.',
  );
}

import { admitResource } from '#lib/fhir/admit-resource.ts';
import { isObject, type JsonObject } from '#lib/fhir/elements.ts';
import { isWrapping, unwrapBundle } from '#lib/fhir/unwrap-bundle.ts';
import type { SentText } from '../../events/sent-lines.ts';
import { readObservation } from './read-observation.ts';

/** Enough of a resource to see which it was. */
const KEPT_CHARACTERS = 4000;

const refused = (resource: unknown, reason: string): SentText => ({
  text: JSON.stringify(resource).slice(0, KEPT_CHARACTERS),
  refused: reason,
});

function eventsOf(resource: JsonObject, fullUrl: string | undefined): SentText[] {
  const admitted = admitResource(resource, fullUrl, 'R4');
  if ('sentence' in admitted) return [refused(resource, admitted.sentence(1))];
  if (admitted.type !== 'Observation') return [];
  const name = `Observation/${admitted.id}`;
  if (admitted.denied) return [refused(resource, `${name}: ${admitted.denied.reason}.`)];
  return readObservation(admitted.resource).map((one) =>
    'reason' in one ? refused(resource, `${name}: ${one.reason}`) : { text: JSON.stringify(one), value: one },
  );
}

/**
 * Events of the Observations of a FHIR R4 Bundle, or of one by itself; resources of other types give nothing. `null` for text
 * that is no FHIR resource.
 */
export function readFhirEvents(text: string): readonly SentText[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || typeof value.resourceType !== 'string') return null;
  const root = isWrapping(value) ? value : { entry: [{ resource: value }] };
  const troubles: SentText[] = [];
  const items = unwrapBundle(root, {}, (trouble) =>
    troubles.push(refused({ resourceType: 'Bundle' }, `Bundle: ${trouble}.`)),
  );
  return [...troubles, ...items.flatMap(({ resource, fullUrl }) => eventsOf(resource, fullUrl))];
}

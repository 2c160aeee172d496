import type { Chart } from '#lib/fhir/chart.ts';
import { asObjects, asText, conceptText, element } from '#lib/fhir/elements.ts';
import { kindOfSource, type Source } from '#lib/signal/sources/source-kind.ts';

/** What a Device calls itself: its names, model, maker and type (FHIR R4, section 8.10). */
function namesOf(device: unknown): string {
  const types = [element(device, 'type'), ...asObjects(element(device, 'definition'))].map(conceptText);
  const names = asObjects(element(device, 'deviceName')).map((name) => asText(element(name, 'name')));
  const own = ['modelNumber', 'manufacturer', 'displayName'].map((name) => asText(element(device, name)));
  return [...names, ...own, ...types].filter(Boolean).join(' ');
}

/** What recorded an Observation, by the Device that it names; an empty name when it names none. */
export function deviceOf(observation: unknown, chart: Chart): Source {
  const reference = element(observation, 'device');
  const device = reference === undefined ? undefined : chart.resolve(reference, observation);
  const name = (device ? namesOf(device) : '') || (asText(element(reference, 'display')) ?? '');
  return { name, kind: kindOfSource(name) };
}

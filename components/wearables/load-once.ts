import type { PanelPorts } from '#components/panels/panel-props.ts';
import type { LoadOneSlice, LoadSlice, SliceOutcome } from '#lib/modalities/slice-outcome.ts';

type LoadWearables = LoadOneSlice<'wearables'>;

const loaders = new WeakMap<PanelPorts, LoadWearables>();

/** A loader that fetches once what several places of a page ask for; what failed is asked for again. */
function remember(load: LoadSlice): LoadWearables {
  const asked = new Map<string, Promise<SliceOutcome<'wearables'>>>();
  return (patientId) => {
    const answer = asked.get(patientId) ?? load(patientId, 'wearables');
    asked.set(patientId, answer);
    const forget = () => {
      asked.delete(patientId);
    };
    answer.then((outcome) => (outcome.ok ? undefined : forget()), forget);
    return answer;
  };
}

/** The page's one loader of wearables; `null`: there is no server that has them. Another page has other ports, and asks anew. */
export function loadOnce(ports: PanelPorts): LoadWearables | null {
  if (ports.loadSlice === null) return null;
  const known = loaders.get(ports) ?? remember(ports.loadSlice);
  loaders.set(ports, known);
  return known;
}

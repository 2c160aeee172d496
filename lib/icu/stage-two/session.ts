import type { WindowManifest } from '#lib/contract/manifest.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { type Modality, type StageTwoFeature, stageTwo } from './modalities.ts';

/** The model's folder under `public/`, which is also its URL path. */
export const stageTwoFolder = '/models/icu-explain/1';

/** A session whose model looks back over a window: its manifest says so. */
export type WindowSession = ModelSession & { readonly manifest: WindowManifest };

/** Throws `TypeError` for a session of another kind of model: a programmer's mistake. */
export function windowSession(session: ModelSession): WindowSession {
  const { manifest } = session;
  if (manifest.kind === 'window') return { ...session, manifest };
  throw new TypeError(`Model ${manifest.id} is of kind ${manifest.kind}, which looks back over no window`);
}

/** A modality as a model reads it: some of the numbers that this program has of it. */
export type ReadModality = Modality & { readonly simulatedAlone: ReadonlySet<string> };

/** What a model reads, in its order. A session was opened with our inputs, so each is there. */
export function readModalities({ modalities }: WindowManifest): readonly ReadModality[] {
  return modalities.flatMap(({ id, features, simulatedAlone }) => {
    const own = stageTwo.find((one) => one.id === id);
    if (!own) return [];
    const read = features.flatMap((name): StageTwoFeature[] => {
      const feature = own.features.find((one) => one.id === name);
      return feature ? [feature] : [];
    });
    return [{ ...own, features: read, simulatedAlone: new Set(simulatedAlone) }];
  });
}

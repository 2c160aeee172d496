import { preferredBackend } from './backend-preference.ts';
import { createSessionLoader, type SessionLoader } from './session-store.ts';

/** The tab's sessions by model id: each model loads once, in a worker of its own. */
const loaders = new Map<string, SessionLoader>();

async function connect(id: string) {
  const [{ createSessionService }, { findModel }, { ownInputs }] = await Promise.all([
    import('#lib/inference/session-service.ts'),
    import('#lib/models/index.ts'),
    import('#lib/modalities/index.ts'),
  ]);
  const model = findModel(id);
  if (!model) throw new TypeError(`There is no model ${id}`);
  return createSessionService({
    location: model.folder,
    own: ownInputs(),
    backend: preferredBackend(globalThis.localStorage),
  });
}

/** The tab's one session of a model: whoever asks for it shares it. Nothing loads before `load()`. */
export function sessionLoader(id: string): SessionLoader {
  const known = loaders.get(id) ?? createSessionLoader(() => connect(id));
  loaders.set(id, known);
  return known;
}

/** Worklist, upload and patient page share the readmission model. */
export const readmissionSession = sessionLoader('readmission');

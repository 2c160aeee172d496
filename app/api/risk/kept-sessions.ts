import { join } from 'node:path';
import { rememberPromise } from '#lib/clinical/remember-promise.ts';
import type { Model } from '#lib/contract/model.ts';
import type { ModelSession } from '#lib/contract/session.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs, type Slices } from '#lib/modalities/index.ts';

const folderOf = ({ folder }: Model<Slices>): string =>
  join(/* turbopackIgnore: true */ process.cwd(), 'public', folder);

const kept = new Map<string, ReturnType<typeof rememberPromise<ModelSession>>>();

/** A model's session in this process, opened at the first question and kept. Rejects with `ModelError`; the next call tries again. */
export function keptSession(model: Model<Slices>): Promise<ModelSession> {
  const known = kept.get(model.id);
  if (known) return known.get();
  const opening = rememberPromise<ModelSession>(() => openNodeSession(folderOf(model), ownInputs()));
  kept.set(model.id, opening);
  return opening.get();
}

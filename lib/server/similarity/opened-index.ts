import 'server-only';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { openedDatabase } from '#lib/server/database/opened-database.ts';
import { environment } from '#lib/server/env.ts';
import type { LoadedSpace } from '#lib/similarity/load-space.ts';
import { installedSpace } from './installed-space.ts';
import { type OpaqueIds, openOpaqueIds } from './opaque-ids.ts';

/** The index of this installation, whether or not it holds anybody yet. */
export type OpenedIndex = OpenedDatabase & { readonly ids: OpaqueIds; readonly loaded: LoadedSpace };

/** How far a run in this process has come. */
export type RunProgress = { readonly done: number; readonly all: number | null };

type Shared = { opened?: Promise<OpenedIndex>; progress?: RunProgress };

// Route handlers and what runs in the background are bundled apart, and each copy must find the same run.
const KEY = Symbol.for('consilium.similarity-index');
const holder: typeof globalThis & { [KEY]?: Shared } = globalThis;

function shared(): Shared {
  holder[KEY] ??= {};
  return holder[KEY];
}

async function open(): Promise<OpenedIndex> {
  const [ids, loaded, opened] = await Promise.all([
    openOpaqueIds(environment().dataDirectory),
    installedSpace(),
    openedDatabase(),
  ]);
  return { ...opened, ids, loaded };
}

/** The process's index, opened at the first call. Throws `DatabaseError` or `ModelError`; the next call tries again. */
export function openedIndex(): Promise<OpenedIndex> {
  const own = shared();
  if (own.opened) return own.opened;
  const opening = open();
  own.opened = opening;
  opening.catch(() => {
    delete own.opened;
  });
  return opening;
}

/** Of the run under way in this process; `null`: there is none. */
export const runUnderWay = (): RunProgress | null => shared().progress ?? null;

/** Says how far the run under way is; `null`: it is over. */
export function tellRun(progress: RunProgress | null): void {
  const own = shared();
  if (progress) own.progress = progress;
  else delete own.progress;
}

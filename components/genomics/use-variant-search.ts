import { useCallback, useEffect, useRef, useState } from 'react';
import type { VariantSearch } from '#lib/genomics/find-variants.ts';
import type { LoadGenome } from '#lib/modalities/genomics/genome-outcome.ts';
import { receiveGenome } from './receive-genome.ts';
import type { SearchReply, SearchTask } from './search.worker.ts';

type SearchState =
  | { readonly status: 'idle' }
  | { readonly status: 'searching'; readonly file: string }
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'found'; readonly search: VariantSearch };

const IDLE: SearchState = { status: 'idle' };

/** Runs one search in a worker of its own; aborting ends it. Never throws. */
function searchIn(task: SearchTask, signal: AbortSignal): Promise<SearchReply> {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module' });
  signal.addEventListener('abort', () => worker.terminate());
  return new Promise<SearchReply>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<SearchReply>) => resolve(data));
    worker.addEventListener('error', () => resolve({ ok: false, reason: 'The search did not start.' }));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

async function compare(
  load: LoadGenome,
  patientId: string,
  file: File,
  signal: AbortSignal,
): Promise<SearchState> {
  const genome = await receiveGenome(load, patientId);
  if (signal.aborted) return IDLE;
  if (!genome.ok) return { status: 'failed', reason: genome.reason };
  const reply = await searchIn({ genome, extract: { name: file.name, bytes: file } }, signal);
  return reply.ok ? { status: 'found', search: reply.search } : { status: 'failed', reason: reply.reason };
}

/** A patient's genome searched for the variants of a file of the reader's; all of it in memory, gone with the page. */
export function useVariantSearch(load: LoadGenome, patientId: string) {
  const [state, setState] = useState<SearchState>(IDLE);
  const running = useRef<AbortController | null>(null);
  const forget = useCallback(() => {
    running.current?.abort();
    setState(IDLE);
  }, []);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback(
    (file: File) => {
      running.current?.abort();
      const current = new AbortController();
      running.current = current;
      setState({ status: 'searching', file: file.name });
      compare(load, patientId, file, current.signal).then((next) => {
        if (!current.signal.aborted) setState(next);
      });
    },
    [load, patientId],
  );
  return { state, start, forget };
}

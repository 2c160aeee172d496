/** An index of a thousand patients takes minutes. */
const AGAIN_MS = 2_000;

/** Asks, and while patients are indexed asks again how far that has come. What is given back ends it. */
export function askWhileIndexing<State extends { readonly status: string }>(
  ask: (signal: AbortSignal) => Promise<State>,
  tell: (state: State) => void,
): () => void {
  const leaving = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askOnce = async () => {
    const next = await ask(leaving.signal);
    if (leaving.signal.aborted) return;
    tell(next);
    if (next.status === 'indexing') timer = setTimeout(() => void askOnce(), AGAIN_MS);
  };
  void askOnce();
  return () => {
    leaving.abort();
    clearTimeout(timer);
  };
}

import { useEffect, useState } from 'react';
import { createWall, type WallStore } from './wall-store.ts';
import type { WallReply, WallRequest } from './wave/wall-protocol.ts';

/** How often the clock is looked at: a replay at 600× moves by minutes in between. */
const TICK_MS = 250;

export type Wall = WallStore & {
  /** `null`: not started yet. */
  readonly ask: ((request: WallRequest, transfer?: Transferable[]) => void) | null;
  /** Hears of each second of drawing. */
  readonly pace: { last: Extract<WallReply, { kind: 'pace' }> | null };
};

/** The wall of the stream at an address, for as long as the page stands: a worker reads it, draws waveforms and hands over the rest. */
export function useWall(address: string): Wall {
  const [wall] = useState(createWall);
  const [pace] = useState<Wall['pace']>(() => ({ last: null }));
  const [ask, setAsk] = useState<Wall['ask']>(null);
  useEffect(() => {
    const worker = new Worker(new URL('./wall.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<WallReply>) => {
      if (data.kind === 'pace') pace.last = data;
      else wall.take(data);
    });
    worker.addEventListener('error', () =>
      wall.take({
        kind: 'link',
        link: { state: 'lost', since: Date.now(), reason: 'The worker of this page could not run.' },
      }),
    );
    const tell = (request: WallRequest, transfer: Transferable[] = []) =>
      worker.postMessage(request, transfer);
    tell({ ask: 'open', address });
    setAsk(() => tell);
    const online = () => tell({ ask: 'network', online: true });
    const offline = () => tell({ ask: 'network', online: false });
    addEventListener('online', online);
    addEventListener('offline', offline);
    const ticking = setInterval(() => wall.tick(performance.now()), TICK_MS);
    return () => {
      clearInterval(ticking);
      removeEventListener('online', online);
      removeEventListener('offline', offline);
      worker.terminate();
      setAsk(null);
    };
  }, [wall, pace, address]);
  return { ...wall, ask, pace };
}

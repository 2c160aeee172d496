import type { WorkerHandle } from './worker-client.ts';

/** What is wanted of a worker: `Worker` is one. */
export type HostWorker = Pick<WorkerHandle, 'terminate'> & {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
};

type Host = { readonly worker: HostWorker; sessions: number };

/**
 * Gives each session a line of its own to one worker, so that a page starts the runtime once and not for every model (ADR 71).
 * When a session has failed, the next one gets another worker, for the runtime remembers a failed start; those that run stay
 * where they are. A worker ends with its last session.
 */
export function shareWorker(start: () => HostWorker): () => WorkerHandle {
  let current: Host | null = null;

  return () => {
    const host = current ?? { worker: start(), sessions: 0 };
    current = host;
    host.sessions += 1;
    const { port1: here, port2: there } = new MessageChannel();
    host.worker.postMessage(null, [there]);
    here.start();
    let ended = false;
    return {
      postMessage: (message, options) => here.postMessage(message, options),
      addEventListener(type: string, listener: (event: never) => void) {
        if (type === 'error') host.worker.addEventListener(type, listener as (event: Event) => void);
        else here.addEventListener(type, listener as (event: Event) => void);
      },
      terminate() {
        if (ended) return;
        ended = true;
        here.close();
        host.sessions -= 1;
        if (current === host) current = null;
        if (host.sessions === 0) host.worker.terminate();
      },
    };
  };
}

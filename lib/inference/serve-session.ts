import type { ModelSession } from '#lib/contract/session.ts';
import type { Tensor } from '#lib/contract/tensor.ts';
import { ModelError } from './model-error.ts';
import type { ReportProgress } from './progress.ts';
import {
  failure,
  LOAD_ID,
  type LoadRequest,
  type Port,
  type Reply,
  type Request,
  type RunRequest,
} from './worker-protocol.ts';

/** Answers a page's requests on `port` with the session that `open` gives: the worker's side of the protocol. */
export function serveSession(
  port: Port,
  open: (request: LoadRequest, report: ReportProgress) => Promise<ModelSession>,
): void {
  let session: ModelSession | undefined;
  const running = new Map<number, AbortController>();
  const reply = (message: Reply, transfer: Transferable[] = []) => port.postMessage(message, { transfer });

  async function load(request: LoadRequest): Promise<void> {
    try {
      session = await open(request, (progress) => reply({ type: 'progress', progress }));
      const { manifest, backend, threads, fallbacks } = session;
      reply({ type: 'loaded', session: { manifest, backend, threads, fallbacks } });
    } catch (thrown) {
      reply(failure(LOAD_ID, thrown));
    }
  }

  async function run({ id, graph, inputs }: RunRequest): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!session) throw new ModelError('worker', 'The model was asked before it was loaded.');
      const outputs = await session.run(graph, inputs, controller.signal);
      reply({ type: 'answered', id, outputs }, Object.values(outputs).map(bufferOf));
    } catch (thrown) {
      reply(failure(id, thrown));
    } finally {
      running.delete(id);
    }
  }

  port.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    if (data.type === 'load') load(data.request);
    else if (data.type === 'run') run(data);
    else running.get(data.id)?.abort();
  });
}

// The runtime's answers are copies, each in a plain buffer of its own.
const bufferOf = ({ data }: Tensor): ArrayBuffer => data.buffer as ArrayBuffer;

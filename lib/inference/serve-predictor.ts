import type { FeatureBatch, Predictor } from '#lib/contract/predictor.ts';
import { ModelError } from './model-error.ts';
import type { ReportProgress } from './progress.ts';
import {
  failure,
  LOAD_ID,
  type LoadRequest,
  type Port,
  type Reply,
  type Request,
} from './worker-protocol.ts';

/** Answers a page's requests on `port` with the predictor that `open` gives: the worker's side of the protocol. */
export function servePredictor(
  port: Port,
  open: (request: LoadRequest, report: ReportProgress) => Promise<Predictor>,
): void {
  let predictor: Predictor | undefined;
  const running = new Map<number, AbortController>();
  const reply = (message: Reply, transfer: Transferable[] = []) => port.postMessage(message, { transfer });

  async function load(request: LoadRequest): Promise<void> {
    try {
      predictor = await open(request, (progress) => reply({ type: 'progress', progress }));
      const { manifest, backend, threads, fallbacks } = predictor;
      reply({ type: 'loaded', predictor: { manifest, backend, threads, fallbacks } });
    } catch (thrown) {
      reply(failure(LOAD_ID, thrown));
    }
  }

  async function predict(id: number, batch: FeatureBatch): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!predictor) throw new ModelError('worker', 'The model was asked before it was loaded.');
      const prediction = await predictor.predict(batch, controller.signal);
      const { logHazard, survival, memberSurvival } = prediction;
      reply({ type: 'predicted', id, prediction }, [
        logHazard.buffer,
        survival.buffer,
        memberSurvival.buffer,
      ] as ArrayBuffer[]);
    } catch (thrown) {
      reply(failure(id, thrown));
    } finally {
      running.delete(id);
    }
  }

  port.addEventListener('message', ({ data }: MessageEvent<Request>) => {
    if (data.type === 'load') load(data.request);
    else if (data.type === 'predict') predict(data.id, data.batch);
    else running.get(data.id)?.abort();
  });
}

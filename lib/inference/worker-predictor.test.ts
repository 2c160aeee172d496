import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { contract, golden, modelFolder } from './fixtures/committed-model.ts';
import { folderSource } from './folder-source.ts';
import { openPredictor } from './open-predictor.ts';
import type { LoadProgress } from './progress.ts';
import { goldenBatch } from './replay-golden.ts';
import { servePredictor } from './serve-predictor.ts';
import type { WorkerHandle } from './worker-client.ts';
import { createPredictorService } from './worker-predictor.ts';
import type { LoadRequest, Port } from './worker-protocol.ts';

const request: LoadRequest = {
  location: modelFolder,
  contract,
  backend: 'wasm',
};

/** Node has no `Worker` of the web, so the worker's code answers at the far end of a real message channel. */
function startChannel(open = openFolder): { handle: WorkerHandle; page: EventTarget } {
  const { port1: page, port2: worker } = new MessageChannel();
  const farEnd = worker as unknown as Port & { start(): void; close(): void };
  const handle = Object.assign(page as unknown as WorkerHandle & EventTarget, {
    terminate: () => worker.close(),
  });
  servePredictor(farEnd, open);
  worker.start();
  page.start();
  return { handle, page: handle };
}

const openFolder: Parameters<typeof servePredictor>[1] = ({ location, contract: mine, backend }, report) =>
  openPredictor(folderSource(location), mine, backend, report);

describe('createPredictorService', () => {
  it('loads once for all callers, reports progress and predicts', async () => {
    let started = 0;
    const service = createPredictorService(request, () => {
      started += 1;
      return startChannel().handle;
    });
    const progress: LoadProgress[] = [];
    service.onProgress((step) => progress.push(step));
    const [predictor, same] = await Promise.all([service.load(), service.load()]);
    expect(predictor).toBe(same);
    expect(started).toBe(1);
    expect(progress.map(({ stage }) => stage)).toEqual(['verifying', 'warming-up', 'replaying']);

    const batch = goldenBatch(golden.cases);
    const first = await predictor.predict(batch);
    const again = await predictor.predict(batch);
    expect(again.logHazard).toEqual(first.logHazard);
    expect(first.logHazard[0]).toBeCloseTo(golden.cases[0]?.logHazard ?? Number.NaN, 5);
  });

  it('keeps the tag and the sentence of a failure, and goes on after it', async () => {
    const predictor = await createPredictorService(request, () => startChannel().handle).load();
    const bad = { rows: 3, values: new Float32Array(1), present: new Float32Array(1) };
    await expect(predictor.predict(bad)).rejects.toMatchObject({ name: 'ModelError', tag: 'input' });
    await expect(predictor.predict(goldenBatch(golden.cases))).resolves.toMatchObject({
      rows: golden.cases.length,
    });
  });

  it('rejects an aborted run at once and answers the next', async () => {
    const predictor = await createPredictorService(request, () => startChannel().handle).load();
    const batch = goldenBatch(golden.cases);
    const controller = new AbortController();
    const aborted = predictor.predict(batch, controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await expect(predictor.predict(batch, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(predictor.predict(batch)).resolves.toMatchObject({ rows: golden.cases.length });
  });

  it('starts a new worker after a refused load', async () => {
    let started = 0;
    const service = createPredictorService(request, () => {
      started += 1;
      return startChannel(
        started === 1 ? (r, p) => openFolder({ ...r, location: '/nowhere' }, p) : openFolder,
      ).handle;
    });
    await expect(service.load()).rejects.toMatchObject({ name: 'ModelError', tag: 'download' });
    await expect(service.load()).resolves.toMatchObject({ backend: 'wasm' });
    expect(started).toBe(2);
  });

  it('explains the empty event of a blocked script', async () => {
    const service = createPredictorService(request, () => {
      const { handle, page } = startChannel();
      queueMicrotask(() => page.dispatchEvent(new Event('error')));
      return handle;
    });
    await expect(service.load()).rejects.toMatchObject({
      tag: 'worker',
      message: expect.stringContaining('blocked or not found'),
    });
  });

  it('fails what is under way when the worker crashes, and starts anew at the next load', async () => {
    const pages: EventTarget[] = [];
    const service = createPredictorService(request, () => {
      const { handle, page } = startChannel();
      pages.push(page);
      return handle;
    });
    const predictor = await service.load();
    const underWay = predictor.predict(goldenBatch(golden.cases));
    pages[0]?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(underWay).rejects.toMatchObject({
      tag: 'worker',
      message: expect.stringContaining('out of memory'),
    });
    await expect(predictor.predict(goldenBatch(golden.cases))).rejects.toMatchObject({ tag: 'worker' });
    const next = await service.load();
    expect(next).not.toBe(predictor);
    await expect(next.predict(goldenBatch(golden.cases))).resolves.toMatchObject({
      rows: golden.cases.length,
    });
  });
});

import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { golden, modelFolder, own } from './fixtures/committed-model.ts';
import { folderSource } from './folder-source.ts';
import { openSession } from './open-session.ts';
import type { LoadProgress } from './progress.ts';
import { goldenInputs } from './replay-golden.ts';
import { serveSession } from './serve-session.ts';
import { createSessionService } from './session-service.ts';
import type { WorkerHandle } from './worker-client.ts';
import type { LoadRequest, Port } from './worker-protocol.ts';

const request: LoadRequest = {
  location: modelFolder,
  own,
  backend: 'wasm',
};

const inputs = goldenInputs(golden.cases);
/** An answer with one row per golden case. */
const answered = { log_hazard: { shape: [golden.cases.length] } };

/** Node has no `Worker` of the web, so the worker's code answers at the far end of a real message channel. */
function startChannel(open = openFolder): { handle: WorkerHandle; page: EventTarget } {
  const { port1: page, port2: worker } = new MessageChannel();
  const farEnd = worker as unknown as Port & { start(): void; close(): void };
  const handle = Object.assign(page as unknown as WorkerHandle & EventTarget, {
    terminate: () => worker.close(),
  });
  serveSession(farEnd, open);
  worker.start();
  page.start();
  return { handle, page: handle };
}

const openFolder: Parameters<typeof serveSession>[1] = ({ location, own: mine, backend }, report) =>
  openSession(folderSource(location), mine, backend, report);

describe('createSessionService', () => {
  it('loads once for all callers, reports progress and predicts', async () => {
    let started = 0;
    const service = createSessionService(request, () => {
      started += 1;
      return startChannel().handle;
    });
    const progress: LoadProgress[] = [];
    service.onProgress((step) => progress.push(step));
    const [session, same] = await Promise.all([service.load(), service.load()]);
    expect(session).toBe(same);
    expect(started).toBe(1);
    expect(progress.map(({ stage }) => stage)).toEqual(['verifying', 'warming-up', 'replaying']);

    const first = await session.run('risk', inputs);
    const again = await session.run('risk', inputs);
    expect(again).toEqual(first);
    const recorded = golden.cases[0]?.outputs.log_hazard?.data[0] ?? Number.NaN;
    expect(first.log_hazard?.data[0]).toBeCloseTo(recorded, 5);
  });

  it('keeps the tag and the sentence of a failure, and goes on after it', async () => {
    const session = await createSessionService(request, () => startChannel().handle).load();
    const tensor = { data: new Float32Array(1), shape: [3, 1] };
    const bad = { values: tensor, present: tensor };
    await expect(session.run('risk', bad)).rejects.toMatchObject({ name: 'ModelError', tag: 'input' });
    await expect(session.run('risk', inputs)).resolves.toMatchObject(answered);
  });

  it('rejects an aborted run at once and answers the next', async () => {
    const session = await createSessionService(request, () => startChannel().handle).load();
    const controller = new AbortController();
    const aborted = session.run('risk', inputs, controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    await expect(session.run('risk', inputs, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(session.run('risk', inputs)).resolves.toMatchObject(answered);
  });

  it('starts a new worker after a refused load', async () => {
    let started = 0;
    const service = createSessionService(request, () => {
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
    const service = createSessionService(request, () => {
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
    const service = createSessionService(request, () => {
      const { handle, page } = startChannel();
      pages.push(page);
      return handle;
    });
    const session = await service.load();
    const underWay = session.run('risk', inputs);
    pages[0]?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    await expect(underWay).rejects.toMatchObject({
      tag: 'worker',
      message: expect.stringContaining('out of memory'),
    });
    await expect(session.run('risk', inputs)).rejects.toMatchObject({ tag: 'worker' });
    const next = await service.load();
    expect(next).not.toBe(session);
    await expect(next.run('risk', inputs)).resolves.toMatchObject(answered);
  });
});

import { describe, expect, it } from 'vitest';
import { golden, modelFolder, own } from './fixtures/committed-model.ts';
import { folderSource } from './folder-source.ts';
import { openSession } from './open-session.ts';
import { goldenInputs } from './replay-golden.ts';
import { serveSession } from './serve-session.ts';
import { createSessionService } from './session-service.ts';
import { type HostWorker, shareWorker } from './shared-worker.ts';

const request = { location: modelFolder, own, backend: 'wasm' } as const;
const inputs = goldenInputs(golden.cases);
const answered = { log_hazard: { shape: [golden.cases.length] } };

/** A host as `inference.worker.ts` is one; Node has no `Worker` of the web. */
class Host extends EventTarget implements HostWorker {
  ended = 0;
  postMessage(_: unknown, [port]: Transferable[]): void {
    if (!(port instanceof MessagePort)) throw new TypeError('A session comes with a port.');
    serveSession(port, ({ location, own: mine, backend }, report) =>
      openSession(folderSource(location), mine, backend, report),
    );
    port.start();
  }
  terminate(): void {
    this.ended += 1;
  }
}

function sharing() {
  const hosts: Host[] = [];
  const start = shareWorker(() => {
    const host = new Host();
    hosts.push(host);
    return host;
  });
  return { hosts, start, ends: () => hosts.map(({ ended }) => ended) };
}

describe('shareWorker', () => {
  it('loads models in one worker, each answered on a line of its own', async () => {
    const { hosts, start } = sharing();
    const services = [createSessionService(request, start), createSessionService(request, start)];
    const sessions = await Promise.all(services.map((service) => service.load()));
    expect(hosts).toHaveLength(1);
    const answers = await Promise.all(sessions.map((session) => session.run('risk', inputs)));
    expect(answers[0]).toMatchObject(answered);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('leaves a session where it runs when another could not start, and gives the next attempt another worker', async () => {
    const { hosts, start, ends } = sharing();
    const session = await createSessionService(request, start).load();
    const missing = createSessionService({ ...request, location: '/nowhere' }, start);
    await expect(missing.load()).rejects.toMatchObject({ tag: 'download' });
    await createSessionService(request, start).load();
    expect(hosts).toHaveLength(2);
    await expect(session.run('risk', inputs)).resolves.toMatchObject(answered);
    expect(ends()).toEqual([0, 0]);
  });

  it('fails all sessions of a worker that crashed, ends it once, and starts anew', async () => {
    const { hosts, start, ends } = sharing();
    const services = [createSessionService(request, start), createSessionService(request, start)];
    const sessions = await Promise.all(services.map((service) => service.load()));
    hosts[0]?.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    for (const session of sessions)
      await expect(session.run('risk', inputs)).rejects.toMatchObject({ tag: 'worker' });
    expect(ends()).toEqual([1]);
    await Promise.all(services.map((service) => service.load()));
    expect(ends()).toEqual([1, 0]);
  });
});

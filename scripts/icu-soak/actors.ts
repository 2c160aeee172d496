import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort, startApp } from '../../e2e/app-server.ts';
import { endChild } from '../end-child.ts';
import { SESSION_S, type SoakSettings } from './soak-settings.ts';

const PROGRAM = new URL('./process.ts', import.meta.url);

/** A process of the soak that is started again when it was killed. */
export type Actor = {
  readonly what: string;
  /** Ends it as a power cut would and starts another in its place. */
  readonly killAndStart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export function startActor(settings: SoakSettings): Actor {
  const start = (): ChildProcess =>
    fork(PROGRAM, [JSON.stringify(settings)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [],
    });
  let child = start();
  const stop = () => endChild(child);
  return {
    what: settings.role,
    async killAndStart() {
      await stop();
      child = start();
    },
    stop,
  };
}

/** The web server as `npm start` starts it, from the build that is there, always at the same address. */
export async function startWeb(
  settings: Pick<SoakSettings, 'databaseUrl' | 'kafka' | 'folder'>,
): Promise<Actor & { readonly origin: string }> {
  const { databaseUrl, kafka, folder } = settings;
  const port = await freePort();
  const start = () =>
    startApp(port, {
      DATABASE_URL: databaseUrl,
      CONSILIUM_DATA: join(folder, 'data'),
      ...(kafka !== null && { KAFKA_BROKERS: kafka, KAFKA_SESSION_SECONDS: String(SESSION_S) }),
    });
  let app = await start();
  return {
    what: 'web server',
    origin: app.origin,
    async killAndStart() {
      await app.kill();
      app = await start();
    },
    stop: () => app.kill(),
  };
}

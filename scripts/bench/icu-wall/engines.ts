import { type ChildProcess, spawn } from 'node:child_process';
import { z } from 'zod';
import { startPostgres } from '#lib/server/database/fixtures/postgres-server.ts';
import { startKafka } from '#lib/server/icu/log/fixtures/kafka-broker.ts';
import { endChild } from '../../end-child.ts';

export const engine = z.enum(['pglite', 'postgresql', 'kafka']);
export type Engine = z.infer<typeof engine>;

type Settings = Readonly<Record<string, string>>;

/** A scorer as a hospital runs one, once it has its beds. */
async function startScorer(settings: Settings): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['cli/main.ts', 'icu', 'scorer'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...settings },
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000);
      if (/Scores [1-9]/.test(said)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The scorer ended with ${code}: ${said}`)));
  });
  return child;
}

/** Starts an engine with scorers beside it, gives the settings of the web server to `work`, and ends all of it. */
export async function withEngine<T>(
  name: Engine,
  scorers: number,
  work: (settings: Settings) => Promise<T>,
): Promise<T> {
  // The embedded database is the web server's alone, which scores by itself.
  if (name === 'pglite') return work({});
  const [server, broker] = [await startPostgres(), name === 'kafka' ? await startKafka() : null];
  const settings = { DATABASE_URL: server.url, ...(broker && { KAFKA_BROKERS: broker.address }) };
  const children: ChildProcess[] = [];
  try {
    for (let k = 0; k < scorers; k += 1) children.push(await startScorer(settings));
    return await work(settings);
  } finally {
    await Promise.all(children.map(endChild));
    await broker?.stop();
    await server.stop();
  }
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort, startApp } from '../../e2e/app-server.ts';
import { ensureBuild } from '../next-build.ts';

type Environment = Parameters<typeof startApp>[1];

/** Starts a production build that runs on data of its own, and ends it when the work is done. */
export async function withApp<T>(environment: Environment, work: (origin: string) => Promise<T>): Promise<T> {
  await ensureBuild();
  const data = await mkdtemp(join(tmpdir(), 'consilium-bench-'));
  try {
    const app = await startApp(await freePort(), { ...environment, CONSILIUM_DATA: data });
    try {
      return await work(app.origin);
    } finally {
      await app.kill();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/**
 * Measures a production build, and keeps what was found with the machine and its load.
 *
 * @param result file of docs/generated
 */
export async function measureApp(
  result: string,
  environment: Environment,
  measure: (origin: string) => Promise<object>,
): Promise<void> {
  const found = await withApp(environment, measure);
  const machine = { cores: availableParallelism(), load: loadavg()[0], node: process.versions.node };
  const measured = { machine, ...found };
  await mkdir(dirname(result), { recursive: true });
  await writeFile(result, `${JSON.stringify(measured, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { ask, idsIn, patient, result } from './sample-requests.ts';

let folder: string;
const journal = () => join(folder, 'journal.ndjson');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consilium-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fill(count: number) {
  const { store, close } = await openStore(folder);
  await ask(store, 'PUT', 'Patient/p1', patient);
  for (let index = 0; index < count; index += 1) {
    await ask(store, 'PUT', `Observation/o${index}`, result(`o${index}`, '2026-01-01'));
  }
  await close();
}

const script = (body: string) => `
  import { openStore } from '${import.meta.dirname}/open-store.ts';
  const { store } = await openStore(process.argv[1]);
  ${body}
`;

/** A process of its own with the store open; resolves with it and with its lines of output as they come. */
function start(body: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(body), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

const ended = (child: ReturnType<typeof start>['child']) =>
  new Promise((resolve) => child.once('exit', resolve));

describe('a store that is opened again', () => {
  it('has everything, with versions and deletions', async () => {
    await fill(3);
    const first = await openStore(folder);
    await ask(first.store, 'PUT', 'Patient/p1', { ...patient, gender: 'female' });
    await ask(first.store, 'DELETE', 'Observation/o1');
    const before = await ask(first.store, 'GET', 'Patient/p1/$everything');
    await first.close();
    const { store, issues, close } = await openStore(folder);
    expect(issues).toEqual([]);
    expect((await ask(store, 'GET', 'Patient/p1/$everything')).body).toEqual(before.body);
    expect((await ask(store, 'GET', 'Patient/p1/_history')).body.total).toBe(2);
    expect((await ask(store, 'GET', 'Observation/o1')).status).toBe(410);
    await close();
  });

  it('drops a last write that was cut off, at any byte, and says so', async () => {
    await fill(2);
    const whole = readFileSync(journal());
    const lastLine = whole.lastIndexOf('\n', -2) + 1;
    for (const end of [lastLine + 1, lastLine + 57, whole.length - 1]) {
      writeFileSync(journal(), whole);
      truncateSync(journal(), end);
      const { store, issues, close } = await openStore(folder);
      expect(issues).toMatchObject([
        { code: 'file-unreadable', message: expect.stringContaining(`${end - lastLine} bytes`) },
      ]);
      expect(idsIn(await ask(store, 'GET', 'Observation?patient=p1'))).toEqual(['o0']);
      await close();
      expect(statSync(journal()).size).toBe(lastLine);
    }
    const { store, issues, close } = await openStore(folder);
    expect(issues).toEqual([]);
    await ask(store, 'PUT', 'Observation/o9', result('o9', '2026-01-01'));
    await close();
    expect(
      readFileSync(journal(), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toHaveLength(3);
  });

  it('does not open when its journal is damaged in the middle', async () => {
    await fill(1);
    appendFileSync(journal(), '{broken\n[]\n');
    await expect(openStore(folder)).rejects.toMatchObject({ name: 'StoreError', tag: 'corrupt' });
  });

  it('keeps its data from other users of the machine', async () => {
    await fill(0);
    expect(statSync(journal()).mode & 0o077).toBe(0);
  });
});

describe('a process that is killed', () => {
  it('loses nothing that was acknowledged', async () => {
    const { child, lines } = start(`
      for (let index = 0; ; index += 1) {
        const id = 'o' + index;
        await store.putAll([{ resourceType: 'Observation', id, note: [{ text: 'x'.repeat(20_000) }] }], true);
        process.stdout.write(id + '\\n');
      }
    `);
    let acknowledged = '';
    for (let index = 0; index < 25; index += 1) acknowledged = String((await lines.next()).value);
    child.kill('SIGKILL');
    await ended(child);
    const { store, close } = await openStore(folder);
    const last = Number(acknowledged.slice(1));
    expect(last).toBe(24);
    for (let index = 0; index <= last; index += 1) {
      expect(store.table.read('Observation', `o${index}`)?.meta.versionId).toBe('1');
    }
    await close();
  });

  it('has the folder to itself while it lives, and not after', async () => {
    const { child, lines } = start(`process.stdout.write('open\\n'); setInterval(() => {}, 1000);`);
    await lines.next();
    await expect(openStore(folder)).rejects.toMatchObject({ name: 'StoreError', tag: 'locked' });
    child.kill('SIGKILL');
    await ended(child);
    const { close } = await openStore(folder);
    await expect(openStore(folder)).rejects.toMatchObject({ tag: 'locked' });
    await close();
  });
});

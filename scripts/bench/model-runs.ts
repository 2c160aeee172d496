import { get } from 'node:http';
import { type Browser, chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { findChromium } from '../chromium.ts';
import { summary } from './median.ts';

const RUNS = 25;
/** Ids far beyond those that the page gives its own questions; it leaves answers to others alone. */
const FIRST_ID = 1_000_000;
/** Of five sources. */
const CHOICES = 2 ** 5;

/** Medians in ms; encoders without decoding, the readmission model with all shares of one patient. */
const BARS = { readmissionMs: 20, radiographMs: 30, echoMs: 60, bytesOnWire: 8_000_000 };

type Inputs = Readonly<Record<string, { readonly data: Float32Array; readonly shape: readonly number[] }>>;

type Asked = {
  readonly port: MessagePort;
  readonly message: { readonly type: string; readonly inputs: Inputs };
};

/** Runs in the page before anything else: keeps, by model folder, the largest question that its session was asked. */
function watchSessions(): void {
  const folders = new WeakMap<MessagePort, string>();
  const asked = new Map<string, Asked>();
  Object.assign(window, { consiliumAsked: asked });
  const post = MessagePort.prototype.postMessage;
  const numbersIn = (inputs: Inputs) => Object.values(inputs).reduce((sum, { data }) => sum + data.length, 0);
  MessagePort.prototype.postMessage = function watched(this: MessagePort, message, options?: object) {
    if (message?.type === 'load') folders.set(this, message.request.location);
    const folder = folders.get(this);
    if (message?.type === 'run' && folder !== undefined) {
      const before = asked.get(folder)?.message;
      if (!before || numbersIn(message.inputs) >= numbersIn(before.inputs))
        asked.set(folder, { port: this, message });
    }
    post.call(this, message, options);
  };
}

/**
 * Asks a session again what the page asked it, one after the other; rows of the question, and ms from question to answer. Of a
 * question about features as many rows as one patient's risk, its modalities' shares and its features' shares need: two a feature
 * and one a choice of sources.
 */
const replay = (page: Page, folder: string) =>
  page.evaluate(
    async ([name, runs, firstId, choices]) => {
      const { port, message } = (Reflect.get(window, 'consiliumAsked') as Map<string, Asked>).get(name) ?? {};
      if (!port || !message) throw new Error(`The page asked nothing of ${name}`);
      const inputs = Object.fromEntries(
        Object.entries(message.inputs).map(([id, { data, shape }]) => {
          const [rows, features, ...rest] = shape;
          if (rest.length > 0 || features === undefined) return [id, { data, shape }];
          const needed = Math.min(rows ?? 0, 2 * features + choices);
          return [id, { data: data.slice(0, needed * features), shape: [needed, features] }];
        }),
      );
      const times: number[] = [];
      for (let run = 0; run < runs; run += 1) {
        const id = firstId + run;
        const start = performance.now();
        await new Promise<void>((resolve) => {
          const listen = ({ data }: MessageEvent) => {
            if (data.id !== id) return;
            port.removeEventListener('message', listen);
            resolve();
          };
          port.addEventListener('message', listen);
          port.postMessage({ ...message, inputs, id });
        });
        times.push(performance.now() - start);
      }
      return { rows: Object.values(inputs)[0]?.shape[0] ?? 0, times };
    },
    [folder, RUNS, FIRST_ID, CHOICES] as const,
  );

/** Bytes of a file as they cross the wire to a browser that takes gzip. */
const bytesOnWire = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    }).on('error', reject);
  });

const listed = z.object({
  graphs: z.array(z.object({ file: z.object({ name: z.string() }) })),
  golden: z.object({ name: z.string() }),
});

/** Manifest, golden cases and graphs of each model that a patient's page loads: what a browser downloads once. */
async function modelBytes(origin: string, folders: readonly string[]): Promise<number> {
  const named = await Promise.all(
    folders.map(async (folder) => {
      const { graphs, golden } = listed.parse(await (await fetch(`${origin}${folder}/manifest.json`)).json());
      const names = ['manifest.json', golden.name, ...graphs.map(({ file }) => file.name)];
      return names.map((name) => `${origin}${folder}/${name}`);
    }),
  );
  const sizes = await Promise.all(named.flat().map(bytesOnWire));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Times each model of a patient's page in Chromium, WASM, on what the page itself asked. */
export async function benchModelRuns(origin: string, patientId: string, folders: readonly string[]) {
  const browser: Browser = await chromium.launch({
    executablePath: await findChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
    await page.addInitScript(watchSessions);
    await page.goto(`${origin}/patients/${patientId}`);
    await page.waitForSelector('[data-testid="risk"][data-settled="true"]', { timeout: 300_000 });
    // A picture that could not be read in time leaves a settled page, and its network unasked.
    await page.waitForFunction(
      (names) =>
        names.every((name) => (Reflect.get(window, 'consiliumAsked') as Map<string, Asked>).has(name)),
      folders,
      { timeout: 120_000 },
    );
    const runs: Record<string, object> = {};
    for (const folder of folders) {
      const { rows, times } = await replay(page, folder);
      runs[folder] = { rows, ms: summary(times) };
    }
    return { runs, bytesOnWire: await modelBytes(origin, folders), bars: BARS };
  } finally {
    await browser.close();
  }
}

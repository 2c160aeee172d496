import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';

/** Computes pixels beside the thread that answers requests. */
type Renderer = { readonly render: (study: PlannedStudy) => Promise<Uint8Array> };

export type RenderRequest = { readonly ticket: number; readonly study: PlannedStudy };
export type RenderAnswer = { readonly ticket: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly failure: string }
);

type Waiting = { readonly resolve: (bytes: Uint8Array) => void; readonly reject: (error: Error) => void };

/**
 * Run by Node as it stands, not by way of the app's bundle: the renderer's WebAssembly and its types need no bundler.
 * The app is started in the project's root.
 */
const script = (): URL =>
  pathToFileURL(join(/* turbopackIgnore: true */ process.cwd(), 'lib/server/imaging/render.worker.ts'));

/** Starts the thread at the first picture; one that dies fails what it had and is replaced at the next. */
export function openRenderer(): Renderer {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let tickets = 0;

  function start(): Worker {
    const worker = new Worker(script());
    worker.on('message', (answer: RenderAnswer) => {
      const one = waiting.get(answer.ticket);
      waiting.delete(answer.ticket);
      // Nobody waits: the thread must not keep the process from ending.
      if (waiting.size === 0) worker.unref();
      if ('bytes' in answer) one?.resolve(answer.bytes);
      else one?.reject(new Error(`The image could not be rendered: ${answer.failure}`));
    });
    const fail = (cause: unknown) => {
      if (thread === worker) thread = undefined;
      for (const { reject } of waiting.values())
        reject(new Error('The thread that renders images ended.', { cause }));
      waiting.clear();
    };
    worker.on('error', fail);
    worker.on('exit', fail);
    return worker;
  }

  return {
    render(study) {
      thread ??= start();
      tickets += 1;
      const request: RenderRequest = { ticket: tickets, study };
      return new Promise((resolve, reject) => {
        waiting.set(request.ticket, { resolve, reject });
        thread?.ref();
        thread?.postMessage(request);
      });
    },
  };
}

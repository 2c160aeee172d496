import { parentPort } from 'node:worker_threads';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { renderStudy } from '#lib/simulator/imaging/study.ts';
import type { RenderAnswer, RenderRequest } from './renderer.ts';

const encode = await loadJpegEncoder();

/** Renders one study after another; a failure is told, and the next is tried. */
parentPort?.on('message', ({ ticket, study }: RenderRequest) => {
  try {
    const bytes = renderStudy(study, encode);
    const answer: RenderAnswer = { ticket, bytes };
    parentPort?.postMessage(answer, bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []);
  } catch (cause) {
    const failure = cause instanceof Error ? cause.message : String(cause);
    parentPort?.postMessage({ ticket, failure } satisfies RenderAnswer);
  }
});

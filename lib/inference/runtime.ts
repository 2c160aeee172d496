import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Backend } from '#lib/contract/session.ts';
import type { Tensor as FloatTensor, NamedTensors } from '#lib/contract/tensor.ts';
import { ModelError, reasonOf } from './model-error.ts';
import { createQueue } from './queue.ts';

/**
 * The one file that knows onnxruntime-web: it starts a model on exactly one backend and runs it.
 * With a list of providers the runtime would drop WebGPU without a word, so the caller tries them one by one.
 */
type Runtime = typeof import('onnxruntime-web');

/** One graph on one backend. */
export type RuntimeSession = {
  readonly backend: Backend;
  /** WASM threads; 1 where the page is not cross-origin isolated, and in Node. */
  readonly threads: number;
  /** Rejects when the graph fails; one call at a time. */
  readonly run: (inputs: NamedTensors) => Promise<NamedTensors>;
  readonly release: () => Promise<void>;
};

const MOST_THREADS = 4;

/** Sessions of all models share the runtime, which does one thing at a time on a GPU, and never well more on a processor. */
const inTurn = createQueue();

/** Each import is its own chunk with its own `.wasm`; a browser downloads only the one it runs. */
function importRuntime(backend: Backend): Promise<Runtime> {
  if (backend === 'wasm') return import('onnxruntime-web/wasm');
  return 'Suspending' in WebAssembly ? import('onnxruntime-web/jspi') : import('onnxruntime-web/webgpu');
}

// Threads need SharedArrayBuffer, hence COOP and COEP. Node has no such flag; there threads would only keep the process alive.
function threadCount(): number {
  if (globalThis.crossOriginIsolated !== true) return 1;
  return Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1);
}

async function requireGpu(allowSoftware: boolean): Promise<void> {
  const gpu = globalThis.navigator?.gpu;
  if (!gpu) throw new ModelError('backend', 'this browser has no WebGPU');
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new ModelError('backend', 'no GPU adapter is available');
  if (adapter.info.isFallbackAdapter && !allowSoftware) {
    throw new ModelError('backend', 'the only GPU adapter is emulated in software');
  }
}

/** Float32 outputs by name. Throws `ModelError` `run` for any other type of output. */
async function readOutputs(outputs: InferenceSession.OnnxValueMapType): Promise<NamedTensors> {
  const read: Record<string, FloatTensor> = {};
  for (const [name, tensor] of Object.entries(outputs)) {
    const data = await tensor.getData();
    if (!(data instanceof Float32Array)) throw new ModelError('run', `Output ${name} is not float32.`);
    // The runtime may reuse its buffer for the next run.
    read[name] = { data: data.slice(), shape: [...tensor.dims] };
    tensor.dispose();
  }
  return read;
}

/**
 * Starts `model` on one backend and proves it with one run, because kernels fail at the first run and not at start.
 * `allowSoftwareGpu` accepts an emulated adapter, which is correct but slower than WASM: for tests.
 * Throws `ModelError` `backend` with the reason in plain words.
 */
export async function startSession(
  backend: Backend,
  model: Uint8Array,
  warmUp: NamedTensors,
  allowSoftwareGpu: boolean,
): Promise<RuntimeSession> {
  try {
    if (backend === 'webgpu') await requireGpu(allowSoftwareGpu);
    const runtime = await importRuntime(backend);
    runtime.env.logLevel = 'error';
    runtime.env.wasm.numThreads = threadCount();
    const session = await inTurn(() =>
      runtime.InferenceSession.create(model, { executionProviders: [backend], logSeverityLevel: 3 }),
    );
    const started = { backend, threads: threadCount(), ...operations(runtime, session) };
    await started.run(warmUp);
    return started;
  } catch (cause) {
    throw new ModelError('backend', reasonOf(cause), { cause });
  }
}

function operations(runtime: Runtime, session: InferenceSession): Pick<RuntimeSession, 'run' | 'release'> {
  return {
    async run(inputs) {
      const feeds: Record<string, Tensor> = {};
      for (const [name, { data, shape }] of Object.entries(inputs)) {
        feeds[name] = new runtime.Tensor('float32', data, shape);
      }
      return inTurn(async () => readOutputs(await session.run(feeds)));
    },
    release: () => inTurn(() => session.release()),
  };
}

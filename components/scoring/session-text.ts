import type { Backend } from '#lib/contract/session.ts';
import type { SessionState } from './session-store.ts';

export const BACKEND_NAMES: Record<Backend, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

/** What the badge says of the model's state, short enough for the header. */
export function sessionText(state: SessionState): string {
  switch (state.status) {
    case 'idle':
      return 'Model not loaded';
    case 'failed':
      return 'Model failed';
    case 'loading':
      return loadingText(state.progress);
    case 'ready': {
      const name = BACKEND_NAMES[state.backend];
      return state.latest ? `${name} · ${durationText(state.latest.milliseconds)}` : name;
    }
  }
}

function loadingText(progress: Extract<SessionState, { status: 'loading' }>['progress']): string {
  switch (progress?.stage) {
    case undefined:
      return 'Loading model';
    case 'downloading':
      return `Downloading ${Math.round(progress.fraction * 100)} %`;
    case 'verifying':
      return 'Verifying model';
    case 'warming-up':
      return `Starting ${BACKEND_NAMES[progress.backend]}`;
    case 'replaying':
      return 'Checking golden cases';
  }
}

/** `8 ms`, `412 ms`, `1.3 s`. */
export const durationText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

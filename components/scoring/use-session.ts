'use client';

import { useStore } from 'zustand';
import { readmissionSession } from './model-sessions.ts';
import type { SessionLoader, SessionState } from './session-store.ts';

/** Subscribes to a model's state, the readmission model's unless another is named; loading is asked for with `load()`. */
export function useSessionState({ store }: SessionLoader = readmissionSession): SessionState {
  return useStore(store);
}

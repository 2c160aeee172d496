'use client';

import { useStore } from 'zustand';
import type { PredictorState } from './predictor-store.ts';
import { readmission } from './readmission.ts';

/** Subscribes to the model's state; loading is asked for with `readmission.load()`. */
export function usePredictorState(): PredictorState {
  return useStore(readmission.store);
}

import { fetchSource } from './fetch-source.ts';
import { openPredictor } from './open-predictor.ts';
import { servePredictor } from './serve-predictor.ts';

// The page's one inference worker: everything it does stands in the three imports.
servePredictor(self, ({ location, contract, backend }, report) =>
  openPredictor(fetchSource(location), contract, backend, report),
);

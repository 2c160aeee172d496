import { findingsModel } from '../define-model.ts';

/** Reads the newest frontal chest radiograph. */
export const radiographFindings = findingsModel({
  id: 'radiograph-findings',
  folder: '/models/radiograph-findings/1',
});

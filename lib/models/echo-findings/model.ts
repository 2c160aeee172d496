import { findingsModel } from '../define-model.ts';

/** Reads the newest apical four-chamber clip. */
export const echoFindings = findingsModel({
  id: 'echo-findings',
  folder: '/models/echo-findings/1',
});

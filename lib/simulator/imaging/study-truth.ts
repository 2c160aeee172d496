import { quantise } from '../arithmetic.ts';
import { scannerOf } from './chest-radiograph/render-chest-radiograph.ts';
import { PORTABLE_MAGNIFICATION } from './chest-radiograph/thorax.ts';
import { describeStudy, type PlannedStudy } from './study.ts';

/** Every number of a nested record to 6 decimals, as truth files hold them. */
function rounded<T>(value: T): T | object | number {
  if (typeof value === 'number') return quantise(value, 6);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, rounded(one)]));
}

/** What the picture shows and the file does not say: for the truth beside the data, never for a bundle. */
export function studyTruth(study: PlannedStudy): object {
  const { uids, dicomModality } = describeStudy(study);
  const shared = { kind: study.kind, instance: uids.instance, dicomModality };
  if (study.kind === 'echocardiogram')
    return { ...shared, findings: rounded(study.findings), dropout: rounded(study.options.dropout) };
  const { projection, shortcut } = study.options;
  const magnified = projection === 'AP' ? PORTABLE_MAGNIFICATION : 1;
  return {
    ...shared,
    projection,
    scanner: scannerOf(study.person, study.moment, study.options).model,
    projectedRatio: rounded(study.findings.cardiothoracicRatio * magnified),
    shortcut,
    findings: rounded(study.findings),
  };
}

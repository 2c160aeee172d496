import { log } from '../arithmetic.ts';
import { hasComorbidity } from '../ehr/history.ts';
import { measuredFraction } from '../fhir/ejection-fraction-resource.ts';
import { genomePerson } from '../genomics/genome.ts';
import { drawGenotypes } from '../genomics/genotypes.ts';
import { drawEchoFindings } from '../imaging/echocardiogram/draw-echo-findings.ts';
import { imagedPerson } from '../imaging/imaged-person.ts';
import { type ChartContent, simulateChart } from '../patient.ts';
import { openStream } from '../stream.ts';
import { ehrQuantities } from './ehr-quantities.ts';
import type { Quantities } from './known-truth.ts';
import { wearablesQuantities } from './wearables-quantities.ts';

/** Relative error of a reader's end-diastolic volume: Thavendiranathan P et al., J Am Coll Cardiol 2013;61:77–84. */
const VOLUME_ERROR = 0.11;

/** The reader's ejection fraction (that of the report), the logarithm of the volume, and the heart rate of the loop. */
function imagingQuantities(content: ChartContent): number[] {
  const { seed, index, state, history } = content;
  const infarcted = hasComorbidity(history, 'ischaemic-heart-disease');
  const findings = drawEchoFindings(seed, index, state, { infarcted });
  const error = openStream(seed, index, 'oracle-volume').normal(0, VOLUME_ERROR);
  return [
    measuredFraction(imagedPerson(content), findings.ejectionFraction),
    log(findings.endDiastolicVolume) + error,
    findings.heartRate,
  ];
}

/** The score of the patient's own genotypes, set beside people of the same origins, and whether the panel found a cause. */
function genomicsQuantities(content: ChartContent): number[] {
  const person = genomePerson(content);
  const { standardScore } = drawGenotypes(content.seed, content.index, person);
  return [standardScore, person.carrierOf === null ? 0 : 1];
}

/**
 * What each modality shows of patient `index`, none of them missing: the very chart, week and findings of the cohort, with
 * the errors that assays, devices, readers and scores make. What a model can know at best follows from these.
 */
export function measuredQuantities(seed: number, index: number): Quantities {
  const content = simulateChart(seed, index);
  return {
    ehr: ehrQuantities(content),
    imaging: imagingQuantities(content),
    wearables: wearablesQuantities(content),
    genomics: genomicsQuantities(content),
  };
}

import type { PlannedStudy } from '#lib/simulator/imaging/study.ts';
import { openStream, type Stream } from '#lib/simulator/stream.ts';

const LOBES = ['RLL', 'LLL', 'RML', 'RUL', 'LUL'] as const;
const SEGMENTS = ['apical', 'septal', 'lateral'] as const;

const between = (stream: Stream, low: number, high: number): number => low + (high - low) * stream.uniform();
/** There with a probability, and then anything in a range. */
const sometimes = (stream: Stream, probability: number, low: number, high: number): number =>
  stream.chance(probability) ? between(stream, low, high) : 0;

function widened(study: PlannedStudy, stream: Stream): PlannedStudy {
  if (study.kind === 'echocardiogram') {
    const severity = sometimes(stream, 0.4, 0.3, 1);
    const segment = stream.pick(SEGMENTS);
    return {
      ...study,
      findings: {
        ejectionFraction: between(stream, 14, 70),
        endDiastolicVolume: between(stream, 60, 320),
        heartRate: between(stream, 46, 130),
        wallMotion: severity > 0 ? { segment, severity } : null,
      },
      options: { ...study.options, dropout: between(stream, 0, 0.5) },
    };
  }
  const extent = sometimes(stream, 0.45, 0.2, 1);
  const lobe = stream.pick(LOBES);
  return {
    ...study,
    findings: {
      cardiothoracicRatio: between(stream, 0.36, 0.72),
      oedema: sometimes(stream, 0.8, 0, 1),
      effusion: { right: sometimes(stream, 0.45, 0.02, 0.6), left: sometimes(stream, 0.45, 0.02, 0.5) },
      consolidation: extent > 0 ? { lobe, extent } : null,
      hyperinflation: sometimes(stream, 0.4, 0.05, 1),
    },
    options: { ...study.options, projection: stream.chance(0.4) ? 'AP' : 'PA' },
  };
}

/**
 * The same study of every second patient with findings drawn apart from one another and from the patient: a network that
 * learns from them cannot guess one finding from another, and sees enough of the rare ones.
 */
export function widenFindings(study: PlannedStudy): PlannedStudy {
  const { seed, index } = study.person;
  const stream = openStream(seed, index, `wide-findings-${study.kind}`);
  return stream.chance(0.5) ? widened(study, stream) : study;
}

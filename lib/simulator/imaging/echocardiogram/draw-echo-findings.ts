import { clamp, exp } from '../../arithmetic.ts';
import type { LatentState } from '../../physiology/latent-state.ts';
import { ejectionFraction } from '../../physiology/ventricle.ts';
import { openStream } from '../../stream.ts';
import type { EchoFindings, Segment } from './findings.ts';

const SEGMENTS = ['apical', 'septal', 'lateral'] as const satisfies readonly Segment[];

/**
 * A patient's ventricle as an echo shows it. The worse it ejects, the larger it is: about 55 ml/m² at an ejection
 * fraction of 60 % and 105 ml/m² at 25 % (Lang RM et al., J Am Soc Echocardiogr 2015;28:1–39, tables 2 and 4).
 * Body surface: Mosteller, N Engl J Med 1987;317:1098.
 */
export function drawEchoFindings(
  seed: number,
  index: number,
  state: LatentState,
  { infarcted }: { readonly infarcted: boolean },
): EchoFindings {
  const stream = openStream(seed, index, 'echo-findings');
  const { heightCm, bodyMassIndex } = state.person;
  const metres = heightCm / 100;
  const surface = Math.sqrt((heightCm * bodyMassIndex * metres * metres) / 3600);
  const fraction = ejectionFraction(state.ventricle);
  const volume = surface * (55 + 1.43 * Math.max(0, 60 - fraction)) * exp(0.14 * stream.normal());
  const scarred = stream.chance(infarcted ? 0.7 : 0.05) && fraction < 52;
  const segment = stream.pick(SEGMENTS);
  const severity = clamp(0.7 + 0.2 * stream.normal(), 0.3, 1);
  return {
    ejectionFraction: fraction,
    endDiastolicVolume: clamp(volume, 60, 320),
    heartRate: clamp(76 + 6 * state.autonomicTone + 9 * stream.normal(), 46, 130),
    wallMotion: scarred ? { segment, severity } : null,
  };
}

import type { SurvivalManifest } from '#lib/contract/manifest.ts';

/** How good the model is, from its own evaluation: `Ranks 65 of 100 pairs of patients rightly; learned on simulated patients only.` */
export function qualityText({ metrics, training }: Pick<SurvivalManifest, 'metrics' | 'training'>): string {
  const pairs = Math.round(metrics.concordance.estimate * 100);
  return `Ranks ${pairs} of 100 pairs of patients rightly${training.simulated ? '; learned on simulated patients only' : ''}.`;
}

import { type ReferencePanel, readReferencePanel } from '#lib/genomics/reference-panel.ts';
import { readScoringFile, type ScoringFile } from '#lib/genomics/scoring-file.ts';

/** What a genotype file is read against. */
export type GenomicKnowledge = {
  readonly scoring: ScoringFile;
  /** In order of preference; a file is placed on the first whose sites it holds. */
  readonly panels: readonly ReferencePanel[];
};

/** Below `public/`, which is also their URL path. */
const SCORING = '/models/heart-failure-prs/1/SIM000001.txt';
const PANELS = ['/models/heart-failure-prs/1/reference-panel.json', '/models/ancestry-pca/1/panel.json'];

/**
 * Loads the scoring file and the panels. Rejects when one cannot be read: that is a broken installation.
 *
 * @param load gets a file by its path below `public/`
 */
export async function loadKnowledge(load: (path: string) => Promise<Blob>): Promise<GenomicKnowledge> {
  const scoring = await readScoringFile({ name: SCORING, source: await load(SCORING) });
  const panels = await Promise.all(
    PANELS.map(async (path) => {
      const panel = readReferencePanel(JSON.parse(await (await load(path)).text()));
      if (typeof panel === 'string') throw new TypeError(`${path} is no reference panel: ${panel}`);
      return panel;
    }),
  );
  return { scoring, panels };
}

type Load = (path: string) => Promise<Blob>;

const remembered = new WeakMap<Load, Promise<GenomicKnowledge>>();

/** The same, loaded once for one place that has the files; after a failure the next call tries again. */
export function knowledgeFrom(load: Load): Promise<GenomicKnowledge> {
  const loading = remembered.get(load) ?? loadKnowledge(load);
  remembered.set(load, loading);
  loading.catch(() => {
    if (remembered.get(load) === loading) remembered.delete(load);
  });
  return loading;
}

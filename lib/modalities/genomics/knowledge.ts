import { type GenotypeAxes, readGenotypeAxes } from '#lib/genomics/genotype-axes.ts';
import { type ReferencePanel, readReferencePanel } from '#lib/genomics/reference-panel.ts';
import { readScoringFile, type ScoringFile } from '#lib/genomics/scoring-file.ts';

/** What a genotype file is read against. */
export type GenomicKnowledge = {
  readonly scoring: ScoringFile;
  /** In order of preference; a file is placed on the first whose sites it holds. */
  readonly panels: readonly ReferencePanel[];
  /** Axes of genotypes that ancestry on a panel was taken out of, by that panel. */
  readonly axes: ReadonlyMap<ReferencePanel, GenotypeAxes>;
};

/** Below `public/`, which is also their URL path. */
const SCORING = '/models/heart-failure-prs/1/SIM000001.txt';
const MODELS = '/models/';
const PANELS = ['heart-failure-prs/1/reference-panel.json', 'ancestry-pca/1/panel.json'];
const AXES = 'genotype-axes/1/axes.json';

type Load = (path: string) => Promise<Blob>;

/** Reads a JSON file below `public/models` by a reader that says what is wrong with any other. */
async function readJson<T extends object>(
  load: Load,
  path: string,
  read: (value: unknown) => T | string,
): Promise<T> {
  const value = read(JSON.parse(await (await load(`${MODELS}${path}`)).text()));
  if (typeof value === 'string') throw new TypeError(`${path} cannot be used: ${value}`);
  return value;
}

/**
 * Loads the scoring file, the panels and the axes. Rejects when one cannot be read: that is a broken installation.
 *
 * @param load gets a file by its path below `public/`
 */
export async function loadKnowledge(load: Load): Promise<GenomicKnowledge> {
  const scoring = await readScoringFile({ name: SCORING, source: await load(SCORING) });
  const panels = await Promise.all(PANELS.map((path) => readJson(load, path, readReferencePanel)));
  const axes = await readJson(load, AXES, readGenotypeAxes);
  const panel = panels[PANELS.indexOf(axes.panel)];
  if (!panel) throw new TypeError(`${AXES} belongs to a panel that is not used: ${axes.panel}`);
  return { scoring, panels, axes: new Map([[panel, axes]]) };
}

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

import type { EstimateReport } from '#lib/contract/estimate-report.ts';
import type { FindingsReport } from '#lib/contract/findings-report.ts';
import type { Model } from '#lib/contract/model.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import { assess } from '#lib/fusion/assess.ts';
import { type EstimateModel, estimate } from '#lib/fusion/estimate.ts';
import { type FindingsModel, findInPicture, latestEntry } from '#lib/fusion/find.ts';
import type { SurvivalModel } from '#lib/fusion/survival-model.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** A time-to-event model from what is special to it: risks with exact reasons, gaps and intervals. */
export const survivalModel = (special: SurvivalModel): SurvivalModel & Model<Slices, RiskReport> => ({
  ...special,
  kind: 'survival',
  assess: (record, session, question) => assess(special, record, session, question),
});

/** A model that gives numbers with units, from features and tensors through one graph. */
export const estimateModel = (special: EstimateModel): Model<Slices, EstimateReport> => ({
  ...special,
  kind: 'estimate',
  assess: (record, session, question) => estimate(special, record, session, question),
});

/** A model that reads the newest picture of its kind, as of the chart's latest entry: named findings with their spreads. */
export const findingsModel = (special: FindingsModel): Model<Slices, FindingsReport> => ({
  ...special,
  kind: 'findings',
  landmark: latestEntry,
  reasonsAgainst: () => [],
  assess: (record, session, question) => findInPicture(record, session, question),
});

/** A network of one's own that embeds the newest picture of its kind and names nothing in it: its reports hold no finding. */
export const embeddingModel = (special: FindingsModel): Model<Slices, FindingsReport> => ({
  ...findingsModel(special),
  kind: 'embedding',
});

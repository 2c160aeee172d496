import type { Model } from '#lib/contract/model.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { echoFindings } from './echo-findings/model.ts';
import { radiographFindings } from './radiograph-findings/model.ts';
import { readmission } from './readmission/model.ts';

/** All models, in the order of the models page. A new model is one folder here, one of files in `public/models`, and one line. */
export const models: readonly Model<Slices>[] = [readmission, radiographFindings, echoFindings];

/** The model of an id; `undefined`: there is none. */
export const findModel = (id: string): Model<Slices> | undefined => models.find((model) => model.id === id);

import { InvalidArgumentError, Option } from 'commander';
import type { Model } from '#lib/contract/model.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { findModel, models } from '#lib/models/index.ts';

function find(id: string): Model<Slices> {
  const model = findModel(id);
  if (model) return model;
  throw new InvalidArgumentError(`There are: ${models.map((one) => one.id).join(', ')}.`);
}

/** `--model <id>`: one of the registry. */
export const modelOption = () =>
  new Option('--model <id>', 'whose question is asked').argParser(find).default(models[0], models[0]?.id);

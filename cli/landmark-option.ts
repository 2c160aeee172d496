import { InvalidArgumentError, Option } from 'commander';
import { type ChosenTime, readChosenTime } from '#lib/fusion/chosen-landmark.ts';

function read(text: string): ChosenTime {
  const chosen = readChosenTime(text);
  if (typeof chosen === 'string') throw new InvalidArgumentError(chosen);
  return chosen;
}

/** `--at <time>`: the time of prediction belongs to the question. */
export const landmarkOption = () =>
  new Option(
    '--at <time>',
    "what the prediction looks back from: own (the model's own time), latest (the chart's latest entry), +3d (so many days after a discharge), or a date and time with its zone",
  )
    .argParser(read)
    .default({ kind: 'own' } satisfies ChosenTime, 'own');

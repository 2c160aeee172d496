import { estimateModel } from '#lib/models/define-model.ts';

/** Adds up what it is given: an example of a model that reads a feature, a curve and a picture. */
export const gripAndFilm = estimateModel({
  id: 'grip-and-film',
  folder: '/models/grip-and-film/1',
  landmark: ({ latest }) =>
    latest
      ? { at: latest, name: 'latest entry' }
      : { at: null, name: 'latest entry', because: 'Nothing on the chart has a date.' },
  reasonsAgainst: () => [],
});

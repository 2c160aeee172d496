/** How the places of each view enter a place of all views together. */
export type Blend = Readonly<
  Record<
    string,
    {
      /** Of the sphere that a view's places are lifted to: longer ones are drawn in to it. */
      readonly radius: number;
      /** Squared distance at which two patients are alike by 1/e, as it is in the middle of the cohort. */
      readonly spread: number;
      /** 0 … 1: cosine on the sphere of two patients who are as alike as chance has it; for whoever lacks the view. */
      readonly absent: number;
    }
  >
>;

import type { WearablesSlice } from '#lib/modalities/wearables/slice.ts';

/** A file of a device that came without a chart: its latest seven days. */
export type UploadedWearable = { readonly file: string; readonly slice: WearablesSlice };

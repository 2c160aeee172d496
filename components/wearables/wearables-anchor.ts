/** Id of the panel of the wearables on the patient page. */
export const WEARABLES_ANCHOR = 'wearables';

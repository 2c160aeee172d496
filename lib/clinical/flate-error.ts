/** Whether fflate threw this for data that are no deflate or gzip stream: its failures alone carry a number (`FlateErrorCode`). */
export const isFlateError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number';

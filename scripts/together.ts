/** Several checks side by side: the first failure in their order, once all have ended. */
export async function together(...checks: readonly (() => Promise<string>)[]): Promise<string> {
  const ended = await Promise.allSettled(checks.map((check) => check()));
  const said = ended.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return said.filter((text) => text !== '').join('; ');
}

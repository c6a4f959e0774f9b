const queues = new Map<string, Promise<unknown>>();

/**
 * Lets one piece of work at a time pass for each key in this process, so that its own changes to a
 * match do not race each other. Only a saving: between processes the compare-and-set decides.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  queues.set(key, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === settled) queues.delete(key);
  }
}

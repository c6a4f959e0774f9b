/**
 * Keeps a fixed number of requests under way for a while.
 * @returns requests done per second.
 */
export async function closedLoop(
  atOnce: number,
  ms: number,
  work: (index: number) => Promise<void>,
): Promise<number> {
  const end = performance.now() + ms;
  const began = performance.now();
  let done = 0;
  let next = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await work(next++);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (done / (performance.now() - began)) * 1000;
}

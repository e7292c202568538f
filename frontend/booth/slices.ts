// 分段计算: long arithmetic as generators that can rest after every step, so that a phone stays responsive.
import { BoothError } from "./errors.ts";

export type Work<T> = Generator<void, T, void>;

const SLICE = 12; // milliseconds; a frame has 16

// Without a rest: for tests and small work.
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

// With a rest every few milliseconds, before which `told` hears how many steps are done; whoever aborts ends the work,
// and what it held is let go.
export async function inSlices<T>(
  work: Work<T>,
  signal?: AbortSignal,
  told?: (steps: number) => void,
): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  // A message has no least delay, as a timer has.
  const rest = () =>
    new Promise<void>((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  let steps = 0;
  try {
    for (;;) {
      const until = performance.now() + SLICE;
      do {
        if (signal?.aborted) throw new BoothError("stopped", "work");
        const step = work.next();
        if (step.done) return step.value;
        steps++;
      } while (performance.now() < until);
      told?.(steps);
      await rest();
    }
  } finally {
    port1.close();
    work.return(undefined as never);
  }
}

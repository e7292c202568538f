// How long a ballot takes, for `tools/benching/booth.py`: milliseconds of each step, and of the longest one without a rest.
import { prepare, readElection, seal, takeCard } from "../booth.ts";

async function measure(election: string, code: string, choices: number[][]) {
  const marks = [performance.now()];
  let [longest, last, running] = [0, performance.now(), true];
  const { port1, port2 } = new MessageChannel();
  const tick = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (running) port2.postMessage(null);
  };
  port1.onmessage = tick;
  tick();
  const read = readElection(new TextEncoder().encode(election));
  await prepare(read);
  marks.push(performance.now());
  const card = await takeCard(read, code);
  marks.push(performance.now());
  const { raw } = (await seal(card, choices)).cast();
  marks.push(performance.now());
  running = false;
  const [start, prepared, taken, done] = marks as [number, number, number, number];
  return { tables: prepared - start, card: taken - prepared, ballot: done - taken, longest, raw };
}

Object.assign(globalThis, { measure });

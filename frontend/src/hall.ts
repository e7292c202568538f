// 会场大屏: fetches the picture every five seconds and puts it in the place of the last one. When the network
// fails the last picture stays, the foot says of what time it is, and the wall asks again, ever more slowly.
const EVERY = 5_000;
const SLOWEST = 30_000;
const PATIENCE = 10_000;
const RELOAD_AFTER = 6 * 3_600_000; // a page that runs for days begins anew now and then, while all is well

export function hall(root: ParentNode): void {
  const wall = root.querySelector<HTMLElement>("[data-hall]");
  const sheet = wall?.querySelector<HTMLElement>("[data-hall-picture]");
  const lost = wall?.querySelector<HTMLElement>("[data-hall-lost]");
  if (!wall || !sheet || !lost || wall.dataset["ready"]) return;
  wall.dataset["ready"] = "1";
  const address = wall.dataset["hall"] ?? "";
  const began = Date.now();
  let wait = EVERY;
  let last = "";

  const picture = () => sheet.querySelector<HTMLElement>("[data-build]");
  const build = picture()?.dataset["build"];

  // The countdown of a vote goes on by the second between two pictures; it is for show, nothing closes by itself.
  let putAt = performance.now();
  function tick(): void {
    const clock = sheet!.querySelector<HTMLElement>("[data-left]");
    if (!clock) return;
    const left = Math.max(0, Number(clock.dataset["left"]) - Math.floor((performance.now() - putAt) / 1000));
    const two = (value: number) => String(value).padStart(2, "0");
    clock.textContent = `${two(Math.floor(left / 60))}:${two(left % 60)}`;
  }
  window.setInterval(tick, 500);

  function tell(words: string | undefined): void {
    const time = picture()?.dataset["at"] ?? "";
    lost!.textContent = (words ?? "").replace("{time}", time);
    lost!.hidden = false;
    wait = Math.min(wait * 2, SLOWEST);
  }

  function put(text: string): void {
    if (text !== last) {
      sheet!.innerHTML = text;
      last = text;
      putAt = performance.now();
    }
    lost!.hidden = true;
    wait = EVERY;
    if (picture()?.dataset["build"] !== build || Date.now() - began > RELOAD_AFTER) location.reload();
  }

  async function turn(): Promise<void> {
    const stop = new AbortController();
    const late = window.setTimeout(() => stop.abort(), PATIENCE);
    try {
      const answer = await fetch(address, { cache: "no-store", signal: stop.signal });
      if (answer.ok && answer.headers.has("X-Picture")) put(await answer.text());
      else if (answer.redirected || answer.status === 403) tell(lost!.dataset["hallSignedOut"]);
      else tell(lost!.dataset["hallLost"]);
    } catch {
      tell(lost!.dataset["hallLost"]);
    } finally {
      window.clearTimeout(late);
      window.setTimeout(() => void turn(), wait);
    }
  }

  window.setTimeout(() => void turn(), wait);
}

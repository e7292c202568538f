// 写票页 (the booth page): one file, no framework, nothing kept. Started here, once.
import "../oldest.ts";
import "./page.scss";
import { Frame } from "./frame.ts";
import { HOST } from "./server.ts";
import { Session } from "./session.ts";

// The content address under which this page was served.
const [, bundle = null] = /^\/([0-9a-f]{64})$/.exec(location.pathname) ?? [];

const CLOCK = {
  now: () => Date.now(),
  pause: (milliseconds: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener("abort", () => (clearTimeout(timer), resolve()));
    }),
};

const session: Session = new Session(HOST, CLOCK, bundle, drawn);
const frame = new Frame(session, bundle, document.getElementById("booth")!);
let guarded = false;

function drawn(): void {
  frame.draw();
  frame.warn();
  // The browser's back button goes back a screen while a ballot is written; nothing comes into address or history.
  if (session.isUnfinished && !guarded) {
    history.pushState(null, "");
    guarded = true;
  }
}

function seen(): void {
  session.tick();
  frame.warn();
  document.documentElement.classList.toggle("covered", document.hidden);
}

// Before anything else hears of it: what is too old goes, then the touch counts. The notice goes with the next second, so
// that nothing moves under a finger.
function touched(): void {
  session.tick();
  session.touch();
}

for (const kind of ["pointerdown", "keydown", "touchstart", "wheel"]) {
  window.addEventListener(kind, touched, { passive: true, capture: true });
}
window.addEventListener("popstate", () => {
  guarded = false;
  session.tick();
  if (session.isUnfinished) session.back();
  if (session.isUnfinished) drawn();
});
window.addEventListener("beforeunload", (event) => {
  if (session.isCardTaken || session.isOnTheWay) event.preventDefault();
});
// Another page, or this one put away by the browser: what was written goes.
window.addEventListener("pagehide", () => {
  if (session.isUnfinished) session.leave("asked");
});
window.addEventListener("online", () => {
  if (session.screen.name === "sending") session.screen.sending.hurry();
});
document.addEventListener("visibilitychange", seen);
window.addEventListener("pageshow", seen);
setInterval(seen, 1000);
void session.start();

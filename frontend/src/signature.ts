// 手写签字: strokes drawn by finger, pen or mouse on a surface of 1000 × 360, sent as points. Without this file the
// page offers the scan of the signed paper.
type Point = [number, number];

const MOST = 3_900;
const APART = 4; // points nearer than this are the same

export function signatures(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[data-sign]").forEach(sign);
}

function sign(form: HTMLFormElement): void {
  const surface = form.querySelector<SVGSVGElement>("[data-sign-surface]");
  const line = surface?.querySelector("path");
  const field = form.querySelector<HTMLInputElement>("input[name=drawing]");
  const status = form.querySelector<HTMLElement>("[data-sign-status]");
  if (!surface || !line || !field || form.dataset["ready"]) return;
  form.dataset["ready"] = "1";
  form.hidden = false;
  form.parentElement?.querySelector<HTMLDetailsElement>("[data-sign-scan]")?.removeAttribute("open");
  const [width, height] = [surface.viewBox.baseVal.width, surface.viewBox.baseVal.height];
  let strokes: Point[][] = kept(field.value);
  let running: number | null = null;

  function show(): void {
    line!.setAttribute("d", strokes.map(path).join(""));
    field!.value = strokes.length ? JSON.stringify(strokes) : "";
    if (status) status.textContent = status.dataset[strokes.length ? "written" : "empty"] ?? "";
  }

  function at(event: PointerEvent): Point {
    const box = surface!.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    return [within(x, width), within(y, height)];
  }

  surface.addEventListener("pointerdown", (event) => {
    if (running !== null || (event.pointerType === "mouse" && event.button !== 0)) return;
    event.preventDefault();
    running = event.pointerId;
    surface.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
    show();
  });
  surface.addEventListener("pointermove", (event) => {
    if (event.pointerId !== running) return;
    event.preventDefault();
    const points = strokes[strokes.length - 1]!;
    const last = points[points.length - 1]!;
    const next = at(event);
    const total = strokes.reduce((sum, one) => sum + one.length, 0);
    if (total >= MOST || Math.hypot(next[0] - last[0], next[1] - last[1]) < APART) return;
    points.push(next);
    show();
  });
  const stop = (event: PointerEvent) => {
    if (event.pointerId === running) running = null;
  };
  surface.addEventListener("pointerup", stop);
  surface.addEventListener("pointercancel", stop);
  form.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
    strokes = [];
    show();
  });
  form.addEventListener("submit", (event) => {
    if (strokes.length) return;
    event.preventDefault();
    surface.scrollIntoView({ block: "center" });
    status?.classList.add("sign__empty--asked");
  });
  show();
}

function within(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}

function path(points: Point[]): string {
  const [first, ...others] = points;
  const rest = others.length ? others : [first!];
  return `M${first!.join(" ")}` + rest.map((one) => `L${one.join(" ")}`).join("");
}

// What was drawn before the form came back with a refusal.
function kept(text: string): Point[][] {
  try {
    const found: unknown = JSON.parse(text || "[]");
    return Array.isArray(found) ? (found as Point[][]) : [];
  } catch {
    return [];
  }
}

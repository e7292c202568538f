// 地图上的图钉: a tap, a dragged pin or the arrow keys say where something is; the village follows from the point.
// Without this the map is an image that sends where it was tapped (`data-point-plain`).
interface Point {
  x: number;
  y: number;
}

const STEP = 8;
const FINE = 1;
const LARGEST = 8;
const STILL = 6;

export function placeMaps(root: ParentNode): void {
  root.querySelectorAll<HTMLElement>("[data-point]").forEach((block) => {
    if (block.dataset["ready"]) return;
    const map = block.querySelector<HTMLElement>("[data-place-map]");
    const latitude = byId(block.dataset["latitude"]);
    const longitude = byId(block.dataset["longitude"]);
    if (!map || !latitude || !longitude) return;
    block.dataset["ready"] = "1";
    block.querySelector("[data-point-plain]")?.remove();
    map.hidden = false;
    new PlaceMap(map, latitude, longitude);
  });
}

class PlaceMap {
  private readonly svg: SVGSVGElement;
  private readonly board: HTMLElement;
  private readonly pin: SVGGElement;
  private readonly said: HTMLElement | null;
  private readonly whole: DOMRect;
  private view: { x: number; y: number; zoom: number };
  private at: Point | null = null;
  private filled = "";
  private readonly map: HTMLElement;
  private readonly latitude: HTMLInputElement;
  private readonly longitude: HTMLInputElement;

  constructor(map: HTMLElement, latitude: HTMLInputElement, longitude: HTMLInputElement) {
    this.map = map;
    this.latitude = latitude;
    this.longitude = longitude;
    const [svg, board, pin] = [
      map.querySelector<SVGSVGElement>(".place-map__svg"),
      map.querySelector<HTMLElement>(".point__board"),
      map.querySelector<SVGGElement>("[data-pin]"),
    ];
    if (!svg || !board || !pin) throw new Error("a map without its parts");
    this.svg = svg;
    this.board = board;
    this.pin = pin;
    this.said = map.querySelector<HTMLElement>("[data-said]");
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.whole = new DOMRect(x, y, width, height);
    this.view = { x: 0, y: 0, zoom: 1 };
    this.follow();
    this.latitude.addEventListener("input", () => this.follow());
    map.querySelectorAll<HTMLButtonElement>("[data-zoom]").forEach((button) => {
      button.addEventListener("click", () => this.zoomBy(Number(button.dataset["zoom"])));
    });
    board.addEventListener("keydown", (event) => this.onKey(event));
    this.pointers();
  }

  // Shows what the fields hold: at the start, and when the telephone's position comes in.
  private follow(): void {
    if (!this.latitude.value || !this.longitude.value) {
      this.at = null;
    } else {
      this.at = {
        x: this.number("left") + (Number(this.longitude.value) - this.number("west")) * this.number("across"),
        y: this.number("top") + (this.number("north") - Number(this.latitude.value)) * this.number("up"),
      };
      this.name();
    }
    this.draw();
  }

  private put(point: Point): void {
    this.at = {
      x: clamp(point.x, 0, this.whole.width),
      y: clamp(point.y, 0, this.whole.height),
    };
    const longitude = this.number("west") + (this.at.x - this.number("left")) / this.number("across");
    const latitude = this.number("north") - (this.at.y - this.number("top")) / this.number("up");
    this.latitude.value = latitude.toFixed(6);
    this.longitude.value = longitude.toFixed(6);
    this.latitude.dispatchEvent(new Event("change", { bubbles: true }));
    this.name();
    this.draw();
  }

  // The village of the point, into its list of choices where there is one; one that a person chose stays.
  private name(): void {
    const choice = byId<HTMLSelectElement>(this.map.dataset["village"]);
    const key = this.area()?.dataset["area"] ?? "";
    const stale = !key && this.filled !== "" && choice?.value === this.filled;
    if (choice && choice.value !== key && (stale || (key && hasOption(choice, key)))) {
      choice.value = this.filled = key;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  private area(): SVGGeometryElement | null {
    if (!this.at) return null;
    const point = this.svg.createSVGPoint();
    point.x = this.at.x;
    point.y = this.at.y;
    const areas = Array.from(this.svg.querySelectorAll<SVGGeometryElement>("[data-area]"));
    return areas.find((area) => area.isPointInFill(point)) ?? null;
  }

  private draw(): void {
    const { zoom } = this.view;
    const [width, height] = [this.whole.width / zoom, this.whole.height / zoom];
    this.view.x = clamp(this.view.x, 0, this.whole.width - width);
    this.view.y = clamp(this.view.y, 0, this.whole.height - height);
    this.svg.setAttribute("viewBox", `${this.view.x} ${this.view.y} ${width} ${height}`);
    this.svg.style.setProperty("--zoom", String(zoom));
    const shown = this.at !== null && this.within(this.at);
    this.pin.setAttribute("visibility", shown ? "visible" : "hidden");
    if (this.at) this.pin.setAttribute("transform", `translate(${this.at.x} ${this.at.y}) scale(${1 / zoom})`);
    this.board.classList.toggle("point__board--near", zoom > 1);
    this.map.querySelectorAll<HTMLButtonElement>("[data-zoom]").forEach((button) => {
      button.disabled = Number(button.dataset["zoom"]) > 1 ? zoom >= LARGEST : zoom <= 1;
    });
    this.say();
  }

  private say(): void {
    if (!this.said) return;
    const word = (name: string): string => this.map.dataset[name] ?? "";
    const name = this.area()?.dataset["name"];
    let text = word("nothing");
    if (this.at && !this.within(this.at)) text = word("outside");
    else if (this.at) text = name ? `${word("there")} ${name}` : word("beyond");
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  private within(point: Point): boolean {
    return point.x >= 0 && point.y >= 0 && point.x <= this.whole.width && point.y <= this.whole.height;
  }

  private zoomBy(factor: number): void {
    const before = this.view.zoom;
    const zoom = clamp(before * factor, 1, LARGEST);
    const middle = this.at && this.within(this.at) ? this.at : this.middle();
    this.view = {
      x: middle.x - this.whole.width / zoom / 2,
      y: middle.y - this.whole.height / zoom / 2,
      zoom,
    };
    this.draw();
  }

  private middle(): Point {
    const { x, y, zoom } = this.view;
    return { x: x + this.whole.width / zoom / 2, y: y + this.whole.height / zoom / 2 };
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "+" || event.key === "=") this.zoomBy(2);
    else if (event.key === "-") this.zoomBy(0.5);
    else {
      const by = (event.shiftKey ? FINE : STEP) / this.view.zoom;
      const moves: Record<string, [number, number]> = {
        ArrowLeft: [-by, 0],
        ArrowRight: [by, 0],
        ArrowUp: [0, -by],
        ArrowDown: [0, by],
      };
      const move = moves[event.key];
      if (!move) return;
      const from = this.at ?? this.middle();
      const to = this.at ? { x: from.x + move[0], y: from.y + move[1] } : from;
      this.show(to);
      this.put(to);
    }
    event.preventDefault();
  }

  // Moves what is shown so that a point near its edge comes in.
  private show(point: Point): void {
    const [width, height] = [this.whole.width / this.view.zoom, this.whole.height / this.view.zoom];
    const edge = 0.1;
    this.view.x = clamp(this.view.x, point.x - width * (1 - edge), point.x - width * edge);
    this.view.y = clamp(this.view.y, point.y - height * (1 - edge), point.y - height * edge);
  }

  // A tap puts the pin; the pin can be dragged; what is enlarged can be pushed about.
  private pointers(): void {
    let start: { x: number; y: number; pin: boolean; view: Point; moved: boolean } | null = null;
    this.svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const pin = event.target instanceof Element && this.pin.contains(event.target);
      start = { x: event.clientX, y: event.clientY, pin, view: { ...this.view }, moved: false };
      if (pin || this.view.zoom > 1) this.svg.setPointerCapture(event.pointerId);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (!start) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (Math.hypot(dx, dy) > STILL) start.moved = true;
      if (!start.moved) return;
      if (start.pin) this.put(this.point(event));
      else if (this.view.zoom > 1) {
        const scale = this.whole.width / this.view.zoom / this.svg.clientWidth;
        this.view.x = start.view.x - dx * scale;
        this.view.y = start.view.y - dy * scale;
        this.draw();
      }
    });
    this.svg.addEventListener("pointerup", (event) => {
      if (start && !start.moved) this.put(this.point(event));
      start = null;
    });
    this.svg.addEventListener("pointercancel", () => {
      start = null;
    });
  }

  private point(event: PointerEvent): Point {
    const box = this.svg.getBoundingClientRect();
    const { x, y, zoom } = this.view;
    return {
      x: x + ((event.clientX - box.left) / box.width) * (this.whole.width / zoom),
      y: y + ((event.clientY - box.top) / box.height) * (this.whole.height / zoom),
    };
  }

  private number(name: string): number {
    return Number(this.map.dataset[name]);
  }
}

function byId<T extends HTMLElement = HTMLInputElement>(id: string | undefined): T | null {
  return id ? (document.getElementById(id) as T | null) : null;
}

function hasOption(choice: HTMLSelectElement, value: string): boolean {
  return Array.from(choice.options ?? []).some((option) => option.value === value);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

// 用我现在的位置: fills two hidden fields with where the telephone is, once asked to and only then.
// Without this the place is written in words.
export function positions(root: ParentNode): void {
  if (!("geolocation" in navigator)) return;
  root.querySelectorAll<HTMLElement>("[data-position]").forEach((block) => {
    if (block.dataset["ready"]) return;
    block.dataset["ready"] = "1";
    const latitude = field(block.dataset["latitude"]);
    const longitude = field(block.dataset["longitude"]);
    const [ask, forget] = Array.from(block.querySelectorAll("button"));
    const words = block.querySelector<HTMLElement>("[role=status]");
    if (!latitude || !longitude || !ask || !forget || !words) return;
    block.hidden = false;
    const say = (text: string | undefined): void => {
      words.textContent = text ?? "";
    };
    const set = (found: GeolocationCoordinates | null): void => {
      latitude.value = found ? found.latitude.toFixed(6) : "";
      longitude.value = found ? found.longitude.toFixed(6) : "";
      forget.hidden = !found;
      latitude.dispatchEvent(new Event("input", { bubbles: true }));
    };
    latitude.addEventListener("change", () => {
      forget.hidden = !latitude.value;
      say("");
    });
    if (latitude.value) {
      say(block.dataset["found"]);
      forget.hidden = false;
    }
    ask.addEventListener("click", () => {
      say(block.dataset["asking"]);
      navigator.geolocation.getCurrentPosition(
        (found) => {
          set(found.coords);
          say(block.dataset["found"]);
        },
        () => say(block.dataset["failed"]),
        { enableHighAccuracy: true, timeout: 15000 },
      );
    });
    forget.addEventListener("click", () => {
      set(null);
      say("");
    });
  });
}

function field(id: string | undefined): HTMLInputElement | null {
  const found = id ? document.getElementById(id) : null;
  return found instanceof HTMLInputElement ? found : null;
}

// 唱名登记: the keys 1, 2 and 3 enter what was said, 0 goes to the next name. A key held down counts once.
export function rollCall(root: ParentNode): void {
  const call = root.querySelector<HTMLElement>("[data-roll-call]");
  if (!call || call.dataset["ready"]) return;
  call.dataset["ready"] = "1";
  let pressed = false;
  document.addEventListener("keydown", (event) => {
    if (pressed || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    if (!/^[0-3]$/.test(event.key)) return;
    const key = call.querySelector<HTMLElement>(`[data-roll-key="${event.key}"]`);
    if (!key) return;
    pressed = true;
    key.click();
  });
}

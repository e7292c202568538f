// 自行验证: the verifier is loaded only where a page offers it.
export async function verifiers(root: ParentNode): Promise<void> {
  const box = root.querySelector<HTMLElement>("[data-verify]:not([data-ready])");
  if (!box || typeof Worker === "undefined" || typeof BigInt === "undefined") return;
  box.dataset["ready"] = "1";
  const { offer } = await import("../verifier/page.ts");
  offer(box);
}

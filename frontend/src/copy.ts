// 复制校验值: a button that copies the full check value and says so in words.
export function copyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return;
  root.querySelectorAll<HTMLButtonElement>("button[data-copy]").forEach((button) => {
    if (button.dataset["ready"]) return;
    button.dataset["ready"] = "1";
    button.hidden = false;
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(button.dataset["copy"] ?? "").then(() => {
        button.textContent = button.dataset["done"] ?? button.textContent;
      });
    });
  });
}

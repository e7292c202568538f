// 筛选: a filter form is sent as soon as a choice changes; its button stays for those without script.
export function autoFilters(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[data-auto-submit]").forEach((form) => {
    if (form.dataset["ready"]) return;
    form.dataset["ready"] = "1";
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement) form.submit();
    });
    form.addEventListener("submit", () => {
      form.querySelectorAll<HTMLInputElement>("input, select").forEach((field) => {
        if (field.value === "") field.disabled = true;
      });
    });
  });
}

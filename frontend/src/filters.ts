// 筛选: leaves empty fields out of the address. A filter is sent by its button, never by a mere change,
// so that nobody who walks through the choices with the keyboard loses the page.
export function tidyFilters(root: ParentNode): void {
  root.querySelectorAll<HTMLFormElement>("form[data-filters]").forEach((form) => {
    if (form.dataset["ready"]) return;
    form.dataset["ready"] = "1";
    form.addEventListener("submit", () => {
      form.querySelectorAll<HTMLInputElement>("input, select").forEach((field) => {
        if (field.value === "") field.disabled = true;
      });
    });
  });
}

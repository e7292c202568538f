// 第几次会议: follows the chosen body as long as nobody has typed another number. The server counts the same where this
// file does not run.
export function meetingNumbers(root: ParentNode): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>("select[data-numbers]")) {
    const form = select.form;
    const field = form?.querySelector<HTMLInputElement>(`[name="${select.dataset["numbers"] ?? ""}"]`);
    const counted = form?.querySelector<HTMLInputElement>('[name="counted"]');
    if (!field || !counted) continue;
    select.addEventListener("change", () => {
      const before = Array.from(select.options).find((one) => one.value === counted.value);
      const number = select.selectedOptions[0]?.dataset["number"];
      if (!number || (field.value !== "" && field.value !== before?.dataset["number"])) return;
      field.value = number;
      counted.value = select.value;
    });
  }
}

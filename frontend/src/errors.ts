// 出错列表: brings the list of errors to the reader after a refused form.
export function errorFocus(): void {
  const box = document.querySelector<HTMLElement>("[data-error-summary]");
  if (box) box.focus();
}

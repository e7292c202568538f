// What every page loads: htmx with safe settings, and the islands that the page asks for.
// Every page is complete without this file.
import htmx from "htmx.org";
import { cardNumbers } from "./card-numbers.ts";
import { copyButtons } from "./copy.ts";
import { tidyFilters } from "./filters.ts";
import { errorFocus } from "./errors.ts";
import { hall } from "./hall.ts";
import { keptDrafts } from "./kept.ts";
import { meetingNumbers } from "./meeting-number.ts";
import { pickers } from "./picker.ts";
import { placeMaps } from "./place-map.ts";
import { positions } from "./position.ts";
import { rollCall } from "./roll-call.ts";
import { signatures } from "./signature.ts";
import { trends } from "./trends.ts";
import { verifiers } from "./verify.ts";

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;

function csrfToken(): string | null {
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return field ? field.value : null;
}

document.addEventListener("htmx:configRequest", (event) => {
  const token = csrfToken();
  const detail = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
  if (token) detail.headers["X-CSRFToken"] = token;
});

function enhance(root: ParentNode): void {
  copyButtons(root);
  cardNumbers(root);
  tidyFilters(root);
  signatures(root);
  meetingNumbers(root);
  pickers(root);
  placeMaps(root);
  positions(root);
  keptDrafts(root);
  void trends(root);
  void verifiers(root);
}

document.documentElement.classList.add("js");
errorFocus();
enhance(document);
hall(document);
rollCall(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target instanceof Element) enhance(event.target);
});

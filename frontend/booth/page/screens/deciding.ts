// 核对、加密、送出之前 (review to cast): every answer once more, then the ballot is encrypted, then cast or opened.
import { button, type Child, el, given } from "../dom.ts";
import { icon } from "../icons.ts";
import { drawing } from "../qr.ts";
import { inFours } from "../receipt.ts";
import type { Session } from "../session.ts";
import type { Screen } from "../steps.ts";
import { heading, hint, type Page, statement, type View } from "../view.ts";

export function review(page: Page): View {
  const { say, session } = page;
  const cards = Array.from({ length: session.drafts.length }, (_, place) => {
    const { chosen, blank } = session.drafts.at(place);
    return answer(page, place, chosen, blank, () => session.go(place));
  });
  return {
    key: "review",
    body: [
      el("p", { class: "over" }, given(session.vote!.told.title)),
      heading(say("review")),
      hint(say("reviewHint")),
      ...cards,
      hint(say("encryptHint")),
    ],
    bar: [button(say("encrypt"), () => void session.encrypt(), "main")],
  };
}

// One question and what is chosen of it; a button to change it where it can be.
function answer(
  { say, session, gloss }: Page,
  place: number,
  chosen: readonly number[],
  blank: boolean,
  change?: () => void,
): HTMLElement {
  const asked = session.vote!.election.questions[place]!;
  const sheet = session.vote!.told.sheets[place]!;
  const number = (each: number) => (sheet.kind === "choose" ? `${each + 1}. ` : "");
  const named = (each: number) => {
    const [answer, english] = [asked.answers[each]!, gloss(sheet, asked.answers[each]!)];
    return el("li", {}, given(number(each) + answer), english && ` ${english}`);
  };
  const label = say("changeOf", { number: place + 1 });
  return el(
    "section",
    { class: "card answer" },
    el(
      "div",
      { class: "answer__head" },
      el("h2", {}, given(asked.question)),
      change && button(say("change"), change, "plain", { "aria-label": label }),
    ),
    asked.most > 1 && chosen.length > 0 && hint(say("reviewCount", { chosen: chosen.length })),
    chosen.length
      ? el("ul", { class: "answer__list" }, ...chosen.map(named))
      : el("p", { class: "answer__none" }, say(blank ? "blank" : "nothing")),
  );
}

export function sealing(page: Page): View {
  const { say, session } = page;
  const bar = el("progress", { max: 1, value: 0, "aria-label": say("sealing") });
  const told = el("p", { class: "hint" });
  let waits = false;
  const draw = () => {
    waits = false;
    if (session.screen.name !== "sealing") return;
    bar.value = session.screen.part;
    told.textContent = say("sealingPart", { percent: Math.round(100 * session.screen.part) });
  };
  draw();
  return {
    key: "sealing",
    body: [statement(page, "lock", "wait", say("sealing"), say("sealingHint")), bar, told],
    update: () => {
      if (!waits) requestAnimationFrame(draw);
      waits = true;
    },
  };
}

export function decide(page: Page): View {
  const { say, session } = page;
  const clause = session.vote!.told.revote_clause;
  const once = clause ? say("decideAgainHint", { clause }) : say("decideHint");
  return {
    key: "decide",
    body: [
      statement(page, "lock", "wait", say("decide"), once, say("castHint")),
      el(
        "div",
        { class: "beside" },
        button(say("backToReview"), () => session.unseal(), "quiet"),
        button(say("audit"), () => session.consider(), "quiet"),
      ),
    ],
    bar: [button(say("cast"), () => void session.cast(), "main")],
  };
}

export function audit(page: Page): View {
  const { say, session } = page;
  return {
    key: "audit",
    body: [
      heading(say("auditTitle")),
      el("p", {}, say("auditHint")),
      el("p", {}, el("b", {}, say("auditNote"))),
      noted(page, session.digest),
    ],
    bar: [
      button(say("auditOpen"), () => session.open()),
      button(say("auditBack"), () => session.back(), "main"),
    ],
  };
}

function noted({ say }: Page, digest: string): HTMLElement {
  return el(
    "div",
    { class: "card card--code" },
    drawing(digest, say("openedQr")),
    el("p", { class: "fours", translate: "no" }, ...spread(digest)),
  );
}

// Groups of four that a line may break between.
export function spread(text: string): Child[] {
  return inFours(text).map((each) => el("span", {}, each));
}

export function opened(page: Page, screen: Extract<Screen, { name: "opened" }>): View {
  const { say, session } = page;
  const { election, told } = session.vote!;
  const cards = screen.opened.choices.map((cells, place) => {
    const { blank } = election.questions[place]!;
    const chosen = cells.slice(Number(blank)).flatMap((bit, at) => (bit ? [at] : []));
    return answer(page, place, chosen, blank && cells[0] === 1);
  });
  const { digest, record } = screen.opened;
  const command = `jiannuo-ballot opened --archive ${told.uuid}.bel --digest ${digest} opened.json`;
  const keep = () => save(session, record);
  return {
    key: `opened ${session.opened}`,
    body: [
      el(
        "div",
        { class: "statement" },
        el("span", { class: "statement__mark statement__mark--wait" }, icon("open")),
        heading(say("opened")),
        hint(say("openedHint")),
      ),
      ...cards,
      el("h2", {}, say("openedQr")),
      noted(page, digest),
      el("p", {}, say("openedFile")),
      el("pre", { class: "mono", tabindex: 0 }, command),
      button(say("openedSave"), keep),
    ],
    bar: [button(say("again"), () => session.again(), "main")],
  };
}

// The record, for another program. It holds no signature, so nobody can cast it.
function save(session: Session, record: string): void {
  session.touch();
  const address = URL.createObjectURL(new Blob([record], { type: "application/json" }));
  el("a", { href: address, download: "opened.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// 开头和结尾: opening, which vote, waiting, over, and what is said when everything was let go of.
import { button, type Child, el, given } from "../dom.ts";
import type { Screen } from "../steps.ts";
import { heading, type Page, statement, type View } from "../view.ts";
import type { Listed } from "../vote.ts";
import type { Word } from "../words.ts";

type Of<Name extends Screen["name"]> = Extract<Screen, { readonly name: Name }>;

export function starting(page: Page, screen: Of<"starting">): View {
  const { say } = page;
  const said = screen.trouble
    ? statement(page, "wifi", "late", say("noServer"), say("noServerHint"))
    : statement(page, "hourglass", "wait", say("starting"));
  return { key: `starting ${screen.trouble}`, body: [said] };
}

const STATES: { readonly [State in Listed["state"]]: Word } = {
  open: "stateOpen",
  waiting: "stateWaiting",
  closed: "stateClosed",
  announced: "stateClosed",
};

export function votes(page: Page, screen: Of<"votes">): View {
  const { say, session } = page;
  const key = `votes ${screen.trouble} ${JSON.stringify(screen.votes)}`;
  const trouble = screen.trouble && el("p", { class: "trouble", role: "status" }, say("noServer"));
  if (!screen.votes.length) {
    const said = statement(page, "hourglass", "wait", say("none"), say("noneHint"));
    return { key, body: [said, trouble] };
  }
  const row = (vote: Listed) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "choice", onclick: () => void session.choose(vote.uuid) },
        el(
          "span",
          { class: "choice__text" },
          el("b", { class: "choice__name" }, given(vote.title)),
          el("span", { class: "hint" }, given(vote.place), ` · ${say(STATES[vote.state])}`),
        ),
        vote.trial && el("span", { class: "mark" }, say("trialMark")),
      ),
    );
  const list = el("ul", { class: "plain" }, ...screen.votes.map(row));
  return { key, body: [heading(say("which")), list, trouble] };
}

export function waiting(page: Page, screen: Of<"waiting" | "over">): View {
  const { say } = page;
  const trouble = screen.trouble && el("p", { class: "trouble", role: "status" }, say("noServer"));
  const said = statement(page, "hourglass", "wait", say("waiting"), say("waitingHint"));
  return { key: `waiting ${screen.trouble}`, body: [said, trouble], bar: others(page) };
}

export function over(page: Page): View {
  const { say } = page;
  const said = statement(page, "lock", "wait", say("over"), say("overHint"));
  return { key: "over", body: [said], bar: [button(say("toVotes"), () => void page.session.start())] };
}

function others({ session, say }: Page): Child[] {
  return session.several ? [button(say("toVotes"), () => void session.start())] : [];
}

export function mismatch(page: Page, screen: Of<"mismatch">): View {
  const { say } = page;
  const why = say(screen.what === "bundle" ? "mismatchBundle" : "mismatchOther");
  const said = statement(page, "late", "late", say("mismatch"), why);
  // Where the host sends to the version of today.
  const reopen = button(say("reopen"), () => location.replace("/"), "main");
  return { key: "mismatch", body: [said], bar: [reopen] };
}

const LEFT: { readonly [Why in Of<"left">["why"]]: readonly [Word, Word] } = {
  idle: ["leftIdle", "leftIdleHint"],
  asked: ["leftAsked", "leftIdleHint"],
  received: ["leftReceived", "leftReceivedHint"],
};

export function left(page: Page, screen: Of<"left">): View {
  const { say, session } = page;
  const [title, why] = LEFT[screen.why];
  const said = statement(page, "trash", "wait", say(title), say(why));
  return { key: "left", body: [said], bar: [button(say("begin"), () => void session.start(), "main")] };
}

export function leaving(page: Page): View {
  const { say, session } = page;
  return {
    key: "leaving",
    body: [statement(page, null, "wait", say("leaving"), say("leavingHint"))],
    bar: [
      button(say("stay"), () => session.stay(), "main"),
      button(say("leaveNow"), () => session.leave("asked")),
    ],
  };
}

const REFUSALS: { readonly [code: string]: readonly [Word, Word] } = {
  voted_already: ["voted", "votedHint"],
  voted_too_often: ["tooOften", "tooOftenHint"],
  not_listed: ["notListed", "notListedHint"],
  closed: ["closed", "closedHint"],
  no_election: ["noElection", "refusedHint"],
  no_randomness: ["noRandomness", "noRandomnessHint"],
};

export function refused(page: Page, screen: Of<"refused">): View {
  const { say, session } = page;
  const known = REFUSALS[screen.code];
  const [title, why] = known ?? (["refused", "refusedHint"] as const);
  const said = statement(
    page,
    "late",
    "late",
    say(title),
    say(why),
    !known && el("span", { class: "mono" }, say("refusedCode", { code: screen.code })),
  );
  said.setAttribute("role", "alert");
  const again = screen.code === "not_listed" ? say("codeAgain") : say("restart");
  return { key: "refused", body: [said], bar: [button(again, () => void session.start())] };
}

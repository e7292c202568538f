// 听 (spoken texts): one at a time; a second touch stops it.
import { type Child, el, replace } from "./dom.ts";
import { icon } from "./icons.ts";
import type { Say } from "./words.ts";

export interface Player {
  // A button for the file, or nothing where there is none.
  button(audio: string | null, name: string): Child;
  readonly told: HTMLElement;
  stop(): void;
}

export function player(say: Say): Player {
  const told = el("p", { class: "trouble", role: "status" });
  let sound: HTMLAudioElement | null = null;
  let show: () => void = () => undefined;

  function stop(): void {
    sound?.pause();
    sound = null;
    show();
  }

  return {
    told,
    stop,
    button(audio, name) {
      if (!audio) return null;
      let mine: HTMLAudioElement | null = null;
      const made = el("button", { type: "button", class: "play" });
      const draw = () => {
        const plays = mine !== null && sound === mine;
        replace(made, icon(plays ? "stop" : "play"));
        made.setAttribute("aria-label", say(plays ? "listenStop" : "listen", { name }));
      };
      const play = () => {
        stop();
        const started = (sound = mine = new Audio(audio));
        show = draw;
        replace(told);
        draw();
        started.addEventListener("ended", () => sound === started && stop());
        started.play().catch(() => {
          if (sound !== started) return;
          stop();
          told.textContent = say("listenFailed");
        });
      };
      made.addEventListener("click", () => (mine !== null && sound === mine ? stop() : play()));
      draw();
      return made;
    },
  };
}

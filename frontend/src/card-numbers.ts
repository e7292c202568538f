// 投票卡的数: says while the numbers are typed whether they add up, with the list that was chosen and with the hall.
// What the server refuses is the same; this only says it before the button is pressed.
const NAMES = ["printed", "left_over", "spoiled", "surrendered", "handed_out"] as const;
const LARGEST = 8_000_000;

export function cardNumbers(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("[data-card-numbers]")) watch(form);
}

function watch(form: HTMLFormElement): void {
  const told = form.querySelector<HTMLElement>("[data-card-sum]");
  const list = form.querySelector<HTMLInputElement>("[data-cards-list]");
  if (!told || form.dataset["ready"]) return;
  form.dataset["ready"] = "1";
  // The list that the server has kept of an earlier try, as long as no other is chosen.
  const kept = form.dataset["kept"] ? Number(form.dataset["kept"]) : null;
  let listed = kept;

  const number = (name: string): number | null => {
    const text = form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? "";
    return /^\d+$/.test(text) ? Number(text) : null;
  };

  function say(): void {
    const [printed, left, spoiled, paper, out] = NAMES.map(number);
    if (printed == null || left == null || spoiled == null || out == null) {
      told!.hidden = true;
      return;
    }
    const found = judged(printed, left, spoiled, paper ?? 0, out);
    told!.textContent = found.lines.join("\n");
    told!.className = `card-sum card-sum--${found.good ? "good" : "bad"}`;
    told!.hidden = false;
  }

  function judged(printed: number, left: number, spoiled: number, paper: number, out: number) {
    const present = Number(form.dataset["present"]);
    const least = Number(form.dataset["leastPaper"]);
    const sum = printed - left - spoiled - paper;
    const values = { printed, left, spoiled, paper, out, sum, present, least, listed: listed ?? 0, all: out + paper };
    const word = (name: string) =>
      (told!.dataset[name] ?? "").replace(/\{(\w+)\}/g, (_all, key: keyof typeof values) => String(values[key]));
    const wrong: string[] = [];
    if (listed !== null && listed !== out) wrong.push(word("listed"));
    if (paper > 0 && paper < least) wrong.push(word("few"));
    if (out + paper > present) wrong.push(word("above"));
    const adds = sum === out;
    const first = `${word("sum")}，${word(adds ? "good" : "bad")}`;
    const good = adds && wrong.length === 0;
    return { good, lines: good ? [first, word("fine")] : [first, ...wrong] };
  }

  async function count(): Promise<void> {
    const file = list?.files?.[0];
    listed = file ? null : kept;
    if (file && file.size <= LARGEST) {
      try {
        const value: unknown = JSON.parse(await file.text());
        listed = Array.isArray(value) ? value.length : null;
      } catch {
        listed = null; // the server says what is wrong with the file
      }
    }
    say();
  }

  form.addEventListener("input", say);
  list?.addEventListener("change", () => void count());
  say();
}

// 文字 (words): Chinese and English side by side; the page speaks one of them.
export type Words = Readonly<Record<string, readonly [string, string]>>;
export type Language = "zh" | "en";
export type Values = Readonly<Record<string, string | number>>;
export type Say<All extends Words> = (word: keyof All & string, values?: Values) => string;

export function sayer<All extends Words>(words: All, language: Language): Say<All> {
  const column = language === "zh" ? 0 : 1;
  return (word, values = {}) =>
    words[word]![column].replace(/{(\w+)}/g, (_, name: string) => String(values[name] ?? ""));
}

export function has<All extends Words>(words: All, word: string): word is keyof All & string {
  return Object.prototype.hasOwnProperty.call(words, word);
}

// What both desks say.
export const SHARED = {
  other: ["English", "中文"],
  skip: ["跳到正文", "Skip to the text"],
  warning: [
    "这一页的代码来自它要防范的那台服务器：能用独立工具 jiannuo-ballot 的，请用工具。",
    "The code of this page comes from the server that it is meant to guard against: use the tool jiannuo-ballot where you can.",
  ],
  ofPage: ["本页校验值", "Check value of this page"],
  group: ["密码群", "Group"],
  no_randomness: ["这个浏览器没有可靠的随机数，不能用。请换一个。", "This browser has no sound randomness. Take another one."],
  unknown: ["出了错：{code}。", "Something went wrong: {code}."],
} as const satisfies Words;

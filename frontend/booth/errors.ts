// 拒绝的理由 (refusals): a code and a place, never what was typed. The codes are those of `secret_ballot.findings`,
// and those of the booth alone.
export type Refusal =
  // what is read from the server
  | "malformed"
  | "not_canonical"
  | "shape"
  | "version"
  | "group"
  | "question"
  | "question_kind"
  | "uuid"
  | "element"
  | "not_member"
  | "identity"
  // what is typed or chosen
  | "code_empty"
  | "code_character"
  | "code_length"
  | "code_checksum"
  | "not_listed"
  | "choices"
  // what the device or the order of steps does not allow
  | "no_randomness"
  | "stopped"
  | "spent";

export class BoothError extends Error {
  readonly code: Refusal;
  readonly where: string;

  constructor(code: Refusal, where: string) {
    super(`${code}: ${where}`);
    this.name = "BoothError";
    this.code = code;
    this.where = where;
  }
}

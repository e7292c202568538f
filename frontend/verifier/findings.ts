// 发现 (findings): what is wrong, as `secret_ballot.findings` has it: the same codes, the same places. The sentences come
// with the page, from that module.
import { BoothError } from "../booth/errors.ts";

export interface Finding {
  readonly code: string;
  readonly where: string;
}

export class BallotError extends Error implements Finding {
  readonly code: string;
  readonly where: string;

  constructor(code: string, where: string) {
    super(`${code}: ${where}`);
    this.name = "BallotError";
    this.code = code;
    this.where = where;
  }
}

// What an error says that is a finding; any other is a fault of the program and goes on.
export function findingOf(error: unknown): Finding {
  if (error instanceof BallotError || error instanceof BoothError) {
    return { code: error.code, where: error.where };
  }
  throw error;
}

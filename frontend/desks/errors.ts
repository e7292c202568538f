// 发现 (findings): a code and a place, as `secret_ballot.findings` has them; never a secret.
export class DeskError extends Error {
  readonly code: string;
  readonly where: string;

  constructor(code: string, where: string) {
    super(`${code}: ${where}`);
    this.name = "DeskError";
    this.code = code;
    this.where = where;
  }
}

// What the server gave was judged here and does not hold.
export class Wrong extends DeskError {}

// Code and place of whatever was refused, here or by the booth's engine; null where it is an error of another kind.
export function findingOf(error: unknown): { code: string; where: string } | null {
  const { code, where } = error as { code?: unknown; where?: unknown };
  return error instanceof Error && typeof code === "string" && typeof where === "string"
    ? { code, where }
    : null;
}

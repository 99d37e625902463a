// The page's one way to call /api: JSON in, JSON out, problems as values. A network failure has status 0.
import type { Problem } from "../protocol/frames";

export type Answer<T> = { ok: true; status: number; value: T } | { ok: false; status: number; problem: Problem; retry_after?: number };
export type Http = <T>(method: "GET" | "POST", path: string, body?: unknown) => Promise<Answer<T>>;

const offline: Problem = { title: "No connection", status: 0, code: "offline", message: "The server cannot be reached." };

/** Named deadline: an answer later than this is treated as no answer. */
export const answer_deadline_ms = 30_000;

export const browser_http: Http = async <T>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer<T>> => {
  const init: RequestInit = { method, credentials: "same-origin", signal: AbortSignal.timeout(answer_deadline_ms) };
  if (method === "POST") {
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body ?? {});
  }
  try {
    return await read_answer<T>(await fetch(path, init));
  } catch {
    return { ok: false, status: 0, problem: offline };
  }
};

async function read_answer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const value: unknown = text === "" ? null : parse_json(text);
  if (response.ok) return { ok: true, status: response.status, value: value as T };
  const problem: Problem = { title: response.statusText, status: response.status, code: "internal", message: "", ...(value as object | null) };
  if (problem.field === "") delete problem.field; // no field is to blame
  const retry_after = Number(response.headers.get("Retry-After"));
  return { ok: false, status: response.status, problem, ...(retry_after > 0 ? { retry_after } : {}) };
}

function parse_json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

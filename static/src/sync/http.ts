// The page's one way to call /api: JSON in, JSON out, problems as values. A network failure has status 0.
import type { Problem } from "../protocol/frames";

export type Answer<T> = { ok: true; status: number; value: T } | { ok: false; status: number; problem: Problem; retry_after?: number };
export type Http = <T>(method: "GET" | "POST", path: string, body?: unknown) => Promise<Answer<T>>;

const offline: Problem = { title: "No connection", status: 0, code: "offline", message: "The server cannot be reached." };

/** Named deadline: an answer later than this is treated as no answer. */
export const answer_deadline_ms = 30_000;

/** A file of ten megabytes over a slow line takes longer than an answer. */
export const file_deadline_ms = 300_000;

export const browser_http: Http = <T>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer<T>> => {
  const json = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) };
  return ask<T>(path, { method, signal: AbortSignal.timeout(answer_deadline_ms), ...(method === "POST" ? json : {}) });
};

/** A file as it is. `signal` ends it earlier. */
export function post_file<T>(path: string, file: Blob, type: string, signal?: AbortSignal): Promise<Answer<T>> {
  const deadline = AbortSignal.timeout(file_deadline_ms);
  return ask<T>(path, { method: "POST", headers: { "Content-Type": type }, body: file, signal: signal ? AbortSignal.any([signal, deadline]) : deadline });
}

async function ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    return await read_answer<T>(await fetch(path, { credentials: "same-origin", ...init }));
  } catch {
    return { ok: false, status: 0, problem: offline };
  }
}

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

// Answers that only the server knows, asked again shortly after anything has changed. The last answer stays until the
// next is there; an answer that comes late is dropped.
import { browser_http } from "../../sync/http";

const pause_ms = 400;

export class Asking<T> {
  value = $state.raw<T | null>(null);
  failed = $state(false);
  refusal = $state("");
  #round = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** At once if there is no answer yet. */
  soon(method: "GET" | "POST", path: string, body?: unknown): () => void {
    const round = ++this.#round;
    this.#timer = setTimeout(() => void this.#ask(round, method, path, body), this.value || this.failed ? pause_ms : 0);
    return () => clearTimeout(this.#timer);
  }

  async #ask(round: number, method: "GET" | "POST", path: string, body?: unknown): Promise<void> {
    const answer = await browser_http<T>(method, path, body);
    if (round !== this.#round) return;
    this.refusal = !answer.ok && answer.status === 422 ? answer.problem.message : "";
    this.failed = !answer.ok && !this.refusal;
    if (answer.ok) this.value = answer.value;
    else if (this.refusal) this.value = null;
  }
}

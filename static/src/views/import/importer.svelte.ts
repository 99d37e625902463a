// One import from the chosen file to its undoing: looks again whenever file or calendar change, and passes over answers
// to questions that are no longer asked.
import type { Outcome } from "../../store/workspace.svelte";
import type { Answer } from "../../sync/http";
import { file_problem, kept_words, refusal_words, type Imported, type Preview } from "./import";

export interface ImporterPorts {
  post<T>(path: string, file: Blob, signal: AbortSignal): Promise<Answer<T>>;
  send(name: string, args: Record<string, unknown>): Promise<Outcome>;
}

export class Importer {
  file = $state.raw<File | null>(null);
  calendar_id = $state("");
  preview = $state.raw<Preview | null>(null);
  imported = $state.raw<Imported | null>(null);
  problem = $state("");
  busy = $state<"looking" | "importing" | "undoing" | null>(null);
  undone = $state(false);
  kept = $state(""); // what stayed when it was undone
  #ports: ImporterPorts;
  #asked = new AbortController();

  constructor(ports: ImporterPorts, calendar_id: string) {
    this.#ports = ports;
    this.calendar_id = calendar_id;
  }

  async look(file: File, calendar_id: string): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    Object.assign(this, { file, calendar_id, preview: null, imported: null, undone: false, kept: "", busy: null, problem: file_problem(file) });
    if (this.problem || calendar_id === "") return;
    this.busy = "looking";
    const answer = await this.#ports.post<Preview>(`/api/import?calendar=${calendar_id}&preview=true`, file, signal);
    if (signal.aborted) return;
    this.busy = null;
    if (answer.ok) this.preview = answer.value;
    else this.problem = refusal_words(answer);
  }

  /** True if it was done. Closing the dialog does not end it: the server imports all or nothing. */
  async run(): Promise<boolean> {
    if (!this.file || !this.preview || this.busy) return false;
    this.busy = "importing";
    const answer = await this.#ports.post<Imported>(`/api/import?calendar=${this.calendar_id}`, this.file, new AbortController().signal);
    this.busy = null;
    if (answer.ok) this.imported = answer.value;
    else this.problem = refusal_words(answer);
    return answer.ok;
  }

  async undo(): Promise<void> {
    if (!this.imported || this.busy) return;
    this.busy = "undoing";
    const outcome = await this.#ports.send("import.undo", { id: this.imported.import_id });
    this.busy = null;
    this.problem = outcome.type === "refused" ? outcome.message : outcome.type === "queued" ? "The connection broke. It is taken back when it is there again." : "";
    this.undone = outcome.type === "ack";
    if (outcome.type === "ack" && outcome.taken_back) this.kept = kept_words(outcome.taken_back);
  }

  close(): void {
    this.#asked.abort();
  }
}

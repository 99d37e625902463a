// One import from the chosen file to its undoing: looks again whenever the file or what is asked about it change, and passes
// over answers to questions that are no longer asked.
import type { TableKind } from "../../store/importing.svelte";
import type { Outcome } from "../../store/workspace.svelte";
import type { Answer } from "../../sync/http";
import { file_problem, kept_words, refusal_words, type Imported, type Preview } from "./import";
import { mapped, nouns, type Nouns, type TablePreview } from "./table";

export interface ImporterPorts {
  post<T>(path: string, file: Blob, signal: AbortSignal): Promise<Answer<T>>;
  send(name: string, args: Record<string, unknown>): Promise<Outcome>;
}

export abstract class ImportWork<P> {
  file = $state.raw<File | null>(null);
  calendar_id = $state("");
  preview = $state.raw<P | null>(null);
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

  /** Where the file goes; empty while something is missing. */
  protected abstract path(): string;
  protected abstract nouns(): Nouns;

  /** `shown` stays until the answer is here. */
  protected async ask(file: File, shown: P | null = null): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    Object.assign(this, { file, preview: shown, imported: null, undone: false, kept: "", busy: null, problem: file_problem(file) });
    const path = this.path();
    if (this.problem || path === "") return;
    this.busy = "looking";
    const answer = await this.#ports.post<P>(`${path}&preview=true`, file, signal);
    if (signal.aborted) return;
    this.busy = null;
    if (answer.ok) this.preview = answer.value;
    else this.problem = refusal_words(answer);
  }

  /** True if it was done. Closing the dialog does not end it: the server imports all or nothing. */
  async run(): Promise<boolean> {
    if (!this.file || !this.preview || this.busy) return false;
    this.busy = "importing";
    const answer = await this.#ports.post<Imported>(this.path(), this.file, new AbortController().signal);
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
    if (outcome.type === "ack" && outcome.taken_back) this.kept = kept_words(outcome.taken_back, this.nouns());
  }

  close(): void {
    this.#asked.abort();
  }
}

/** Of a calendar file. */
export class Importer extends ImportWork<Preview> {
  look(file: File, calendar_id: string): Promise<void> {
    this.calendar_id = calendar_id;
    return this.ask(file);
  }

  protected path(): string {
    return this.calendar_id ? `/api/import?calendar=${this.calendar_id}` : "";
  }

  protected nouns(): Nouns {
    return nouns.entries;
  }
}

/** Of a table: what its columns hold is guessed by the server, and changed here. */
export class TableImporter extends ImportWork<TablePreview> {
  kind = $state<TableKind>("accounts");
  columns = $state.raw<string[] | null>(null); // null: as guessed

  constructor(ports: ImporterPorts, kind: TableKind, calendar_id: string) {
    super(ports, calendar_id);
    this.kind = kind;
  }

  look(file: File): Promise<void> {
    this.columns = null;
    return this.ask(file);
  }

  async choose(change: { kind?: TableKind; calendar_id?: string }): Promise<void> {
    if (change.kind) this.columns = null;
    Object.assign(this, change);
    if (this.file) await this.ask(this.file);
  }

  async map(at: number, name: string): Promise<void> {
    if (!this.file || !this.preview) return;
    this.columns = mapped(this.preview.columns, at, name);
    await this.ask(this.file, { ...this.preview, columns: this.columns });
  }

  protected path(): string {
    const calendar = this.kind === "entries" ? `&calendar=${this.calendar_id}` : "";
    if (this.kind === "entries" && !this.calendar_id) return "";
    return `/api/import/csv?kind=${this.kind}${calendar}${this.columns ? `&columns=${this.columns.join(",")}` : ""}`;
  }

  protected nouns(): Nouns {
    return nouns[this.kind];
  }
}

// Takes snapshots: one at a time, and again by itself some seconds after one that failed.
import type { Snapshot } from "../protocol/frames";
import type { ClientDeps } from "./ports";

export interface SnapshotEvents {
  taken(snapshot: Snapshot): void;
  /** 401 asks for no second try; anything else is tried again. */
  failed(status: number, message: string): void;
  /** After either: commands that waited for it may go. */
  done(): void;
}

export class Snapshots {
  #under_way: Promise<void> | null = null;
  #retry: number | null = null;

  constructor(
    private readonly deps: Pick<ClientDeps, "http" | "clock" | "random">,
    private readonly window: () => { from: string; to: string },
    private readonly events: SnapshotEvents,
  ) {}

  get under_way(): boolean {
    return this.#under_way !== null;
  }

  /** Further calls join the one under way. */
  take(): Promise<void> {
    this.#under_way ??= this.#fetch().finally(() => {
      this.#under_way = null;
      this.events.done();
    });
    return this.#under_way;
  }

  stop(): void {
    if (this.#retry !== null) this.deps.clock.cancel(this.#retry);
    this.#retry = null;
  }

  async #fetch(): Promise<void> {
    const { from, to } = this.window();
    const answer = await this.deps.http<Snapshot>("GET", `/api/snapshot?from=${from}&to=${to}`);
    if (answer.ok) return this.events.taken(answer.value);
    this.events.failed(answer.status, answer.problem.message);
    if (answer.status !== 401) this.#try_later();
  }

  #try_later(): void {
    this.stop();
    this.#retry = this.deps.clock.after(3000 + 3000 * this.deps.random(), () => {
      this.#retry = null;
      void this.take();
    });
  }
}

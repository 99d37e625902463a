// What only the server knows of the journey: how many stand in each stage, and those who are not loaded yet.
import type { JourneyStage } from "../../protocol/records";
import type { StageCount } from "../../store/asking";
import { workspace } from "../../store/workspace.svelte";
import type { Filter } from "./journey";

const pause_ms = 400;
const page_size = 50; // of the server

export class JourneyCounts {
  counts = $state.raw<ReadonlyMap<JourneyStage, StageCount> | null>(null);
  failed = $state(false);
  #round = 0;

  soon(filter: Filter): () => void {
    const round = ++this.#round;
    const timer = setTimeout(() => void this.#ask(round, filter), this.counts || this.failed ? pause_ms : 0);
    return () => clearTimeout(timer);
  }

  async more(filter: Filter, stage: JourneyStage, have: number): Promise<void> {
    // From the last whole page on: who has come since moves the others.
    const query = query_of(filter);
    query.set("stage", stage || "none");
    query.set("offset", String(Math.floor(have / page_size) * page_size));
    await workspace.ask.journey(query);
  }

  async #ask(round: number, filter: Filter): Promise<void> {
    const answer = await workspace.ask.journey(query_of(filter));
    if (round !== this.#round) return;
    this.failed = !answer;
    if (answer) this.counts = new Map(answer.stages.map((count) => [count.stage, count]));
  }
}

function query_of({ owner, q }: Filter): URLSearchParams {
  return new URLSearchParams({ ...(owner ? { owner } : {}), ...(q ? { q } : {}) });
}

// What becomes of a sent command, and those who wait to hear it. Used by client.ts; pure but for the promises.
import type { TakenBack } from "../protocol/frames";
import type { Conflict } from "./conflict";

export type Outcome =
  | { type: "ack"; seq: number; id?: string; secrets?: { token?: string }; taken_back?: TakenBack }
  | { type: "refused"; code: string; field?: string; message: string }
  | { type: "conflict"; conflict: Conflict }
  | { type: "queued" };

export class Outcomes {
  #waiting = new Map<string, (outcome: Outcome) => void>();

  wait(command_id: string): Promise<Outcome> {
    return new Promise((resolve) => this.#waiting.set(command_id, resolve));
  }

  /** False if nobody waits for it (any more). */
  answer(command_id: string, outcome: Outcome): boolean {
    const resolve = this.#waiting.get(command_id);
    this.#waiting.delete(command_id);
    resolve?.(outcome);
    return resolve !== undefined;
  }

  /** The line is gone: whoever waits hears that the command is queued. */
  give_up(): void {
    for (const command_id of [...this.#waiting.keys()]) this.answer(command_id, { type: "queued" });
  }
}

// What the client is given (HTTP, line, storage, clock) and what it tells the store. Implemented in store/.
import type { AckFrame, RefusedFrame } from "../protocol/frames";
import type { RecordKey } from "../protocol/records";
import type { Conflict } from "./conflict";
import type { Http } from "./http";
import type { LineDeps } from "./line";
import type { PendingCommand, QueueStorage } from "./queue";

export type Status = "loading" | "signed_out" | "live" | "reconnecting" | "offline" | "failed";

export interface ClientEvents {
  status(status: Status, error: string): void;
  /** These records may look different now; `by` is set when someone else changed them live. */
  touched(keys: Iterable<RecordKey>, by: string | null): void;
  presence(members: { id: string; open: string | null }[]): void;
  queue_changed(): void;
  acked(command: PendingCommand, frame: AckFrame): void;
  /** `awaited`: the caller of `send` gets the outcome itself and shows it. */
  refused(command: PendingCommand, frame: RefusedFrame, awaited: boolean): void;
  conflict(conflict: Conflict): void;
}

export interface ClientDeps extends LineDeps {
  http: Http;
  queue_storage(member_id: string): QueueStorage;
  new_id(): string;
  initial_window(): { from: string; to: string };
}

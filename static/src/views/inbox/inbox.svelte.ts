// The signed-in member's inbox over the store, and what is done with it.
import type { Notification } from "../../protocol/records";
import { route } from "../../store/route.svelte";
import { workspace } from "../../store/workspace.svelte";
import { count_unread, in_inbox, subject_of } from "./inbox";

class Inbox {
  readonly notices: Notification[] = $derived(in_inbox(workspace.tables.notification.values()));
  readonly unread: number = $derived(count_unread(workspace.tables.notification.values()));

  /** Looking is nothing to take back: the undo bar stays as it is. */
  mark(notice: Notification, read: boolean): void {
    if (notice.read === read) return;
    void workspace.send("notification.update", { id: notice.id, read }, { role: "silent" }).then((outcome) => {
      if (outcome.type === "refused") workspace.notify("error", outcome.message);
    });
  }

  mark_all(): void {
    void workspace.send("notification.read_all", {}, { role: "silent" }).then((outcome) => {
      if (outcome.type === "refused") workspace.notify("error", outcome.message);
    });
  }

  open(notice: Notification): void {
    const subject = subject_of(notice);
    this.mark(notice, true);
    if (subject?.kind === "entry") route.open(subject.id);
    if (subject?.kind === "offer") route.go("offers", subject.id);
    if (subject?.kind === "account") route.set({ page: "accounts", rest: [], account: subject.id });
  }
}

export const inbox = new Inbox();

// The inbox as it is shown: which notices there are, what each says, and what it is about. Pure.
import type { Notification, NotificationKind } from "../../protocol/records";

export type NoticeSubject = { kind: "entry" | "account" | "offer"; id: string };

/** What it is about, if one may still see that: the server tells no id of anything else. */
export function subject_of(notice: Notification): NoticeSubject | null {
  if (notice.entry_id) return { kind: "entry", id: notice.entry_id };
  if (notice.account_id) return { kind: "account", id: notice.account_id };
  return notice.offer_id ? { kind: "offer", id: notice.offer_id } : null;
}

/** The newest first, without those whose subject is out of sight. */
export function in_inbox(notices: Iterable<Notification>): Notification[] {
  const shown = [...notices].filter((notice) => subject_of(notice) !== null);
  return shown.sort((a, b) => (a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1));
}

export function count_unread(notices: Iterable<Notification>): number {
  return in_inbox(notices).filter((notice) => !notice.read).length;
}

/** Between who did it and the name of what it is about. */
export const notice_words: Record<NotificationKind, string> = {
  mention: "named you in a comment on",
  comment: "commented on",
  assigned: "made you the owner of",
  sign_off_wanted: "asks for your sign-off of",
  signed_off: "signed off",
  asked: "asks you about",
  answered: "answered you about",
  sign_off_refused: "refused to sign off",
};

/** What the profile lets one switch off: everything that comes, in the order of who it concerns. */
export const mutable_kinds: { kinds: readonly NotificationKind[]; label: string; hint: string }[] = [
  { kinds: ["mention"], label: "Someone names me", hint: "With @ in a comment, also when it is added later" },
  { kinds: ["comment"], label: "Comments where I take part", hint: "On what I own, stand in for, made or commented on" },
  { kinds: ["assigned"], label: "An entry is made mine", hint: "When someone else makes me its owner" },
  { kinds: ["sign_off_wanted"], label: "My sign-off is wanted", hint: "Also when what I signed has changed" },
  { kinds: ["signed_off", "sign_off_refused"], label: "Answers to sign-offs I asked for", hint: "Signed off, or refused" },
  { kinds: ["asked"], label: "Someone asks about the touch radar", hint: "When an entry of mine reaches the same accounts" },
  { kinds: ["answered"], label: "Answers to what I asked about", hint: "Accepted or declined by the other owner" },
];

export function unread_label(unread: number): string {
  return unread ? `Inbox, ${unread} unread` : "Inbox";
}

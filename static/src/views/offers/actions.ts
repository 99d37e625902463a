// What people do to offers and talking points, as commands with the words of the undo bar.
import type { Entry, Offer, TalkingPoint } from "../../protocol/records";
import { new_id, workspace, type Outcome } from "../../store/workspace.svelte";
import { lines_of } from "./say";

const short = (text: string) => `“${text.length > 40 ? `${text.slice(0, 38).trimEnd()}…` : text}”`;
export type PointOf = { entry_id: string } | { offer_id: string };

export function refusal(outcome: Outcome): string {
  return outcome.type === "refused" ? outcome.message : "";
}

function tell(outcome: Outcome): Outcome {
  if (outcome.type === "refused") workspace.notify("error", outcome.message);
  return outcome;
}

export function may_approve(): boolean {
  return workspace.me.role === "admin" || workspace.me.role === "lead";
}

export function create_offer(fields: Partial<Offer> & { name: string }): { id: string; outcome: Promise<Outcome> } {
  const id = new_id();
  return { id, outcome: workspace.send("offer.create", { id, ...fields }, { label: `Added the offer ${short(fields.name)}` }) };
}

export function change_offer(offer: Offer, fields: Partial<Offer>, label = `Changed the offer ${short(offer.name)}`): Promise<Outcome> {
  return workspace.send("offer.update", { id: offer.id, ...fields }, { base_rev: offer.rev, label });
}

/** With the words that were read: whoever approves others learns of it by the conflict. */
export async function approve_offer(offer: Offer, approved: boolean): Promise<void> {
  const { name, summary, terms_link, valid_from, valid_until, embargo_until } = offer;
  const words = approved ? { name, summary, terms_link, valid_from, valid_until, embargo_until } : {};
  const label = `${approved ? "Approved" : "Withdrew the approval of"} ${short(offer.name)}`;
  tell(await change_offer(offer, { approved_by_id: approved ? workspace.me.id : null, ...words }, label));
}

export async function delete_offer(offer: Offer): Promise<void> {
  tell(await workspace.send("offer.delete", { id: offer.id }, { base_rev: offer.rev, label: `Deleted the offer ${short(offer.name)}` }));
}

export async function attach_offers(entry: Entry, offer_ids: string[], label: string): Promise<void> {
  tell(await workspace.send("entry.update", { id: entry.id, offer_ids }, { base_rev: entry.rev, label }));
}

export function add_point(of: PointOf, text: string, position: number): Promise<Outcome> {
  return workspace.send("talking_point.create", { id: new_id(), ...of, text, position }, { label: `Added ${short(text)}` });
}

export function change_point(point: TalkingPoint, fields: Partial<TalkingPoint>, label = `Changed ${short(point.text)}`): Promise<Outcome> {
  return workspace.send("talking_point.update", { id: point.id, ...fields }, { base_rev: point.rev, label });
}

export async function approve_point(point: TalkingPoint, approved: boolean): Promise<void> {
  const { text, valid_from, valid_until, embargo_until } = point;
  const words = approved ? { text, valid_from, valid_until, embargo_until } : {};
  tell(await change_point(point, { approved_by_id: approved ? workspace.me.id : null, ...words }, `${approved ? "Approved" : "Withdrew the approval of"} ${short(point.text)}`));
}

export async function delete_point(point: TalkingPoint): Promise<void> {
  tell(await workspace.send("talking_point.delete", { id: point.id }, { base_rev: point.rev, label: `Deleted ${short(point.text)}` }));
}

/** A line of the entry's own text says something else, or nothing. */
export async function change_line(entry: Entry, line: string, text: string): Promise<void> {
  const lines = lines_of(entry.talking_points).flatMap((one) => (one === line ? lines_of(text) : [one]));
  tell(await workspace.send("entry.update", { id: entry.id, talking_points: lines.join("\n") }, { base_rev: entry.rev, label: `Changed ${short(line)}` }));
}

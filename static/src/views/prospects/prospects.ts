// People in accounts: order, links, what a form changed. Pure.
import type { Prospect } from "../../protocol/records";

export function people_of(all: Iterable<Prospect>, account_id: string): Prospect[] {
  return [...all].filter((prospect) => prospect.account_id === account_id).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Only what certainly is an address becomes a link. */
export function mail_link(email: string): string | null {
  return /^[^\s@<>,;?&]+@[^\s@<>,;?&]+$/.test(email) ? `mailto:${email}` : null;
}

/** "+49 (40) 1234-5" → "tel:+494012345" */
export function phone_link(phone: string): string | null {
  const digits = phone.replace(/[\s()./-]/g, "");
  return /^\+?\d{3,}$/.test(digits) ? `tel:${digits}` : null;
}

export type ProspectFields = Pick<Prospect, "name" | "job_title" | "email" | "phone" | "stage" | "owner_id" | "source_entry_id" | "value" | "note">;

/** A new one is answered for by who makes it. */
export function fields_of(prospect: Prospect | null, me_id: string): ProspectFields {
  const { name, job_title, email, phone, stage, owner_id, source_entry_id, value, note } = prospect ?? {
    name: "", job_title: "", email: "", phone: "", stage: "" as const, owner_id: me_id, source_entry_id: null, value: null, note: "",
  };
  return { name, job_title, email, phone, stage, owner_id, source_entry_id, value, note };
}

export function changed_fields(before: ProspectFields, after: ProspectFields): Partial<ProspectFields> {
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => value !== before[field as keyof ProspectFields]));
}

// What importing a table would do, in words; the shape of POST /api/import/csv?preview=true (schemas/api). Pure.
import { count, field_words, word } from "../../parts/words";
import type { TableKind } from "../../store/importing.svelte";

export interface TableError { row: number; column: string; field: string; reason: string }
export interface TablePreview {
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  error_count: number;
  encoding: string;
  delimiter: string;
  header: string[];
  columns: string[]; // the name of what each holds; empty: it is left out
  fields: { name: string; required: boolean }[];
  sample: string[][];
  errors: TableError[];
}

export const kind_options: { value: TableKind; label: string }[] = [
  { value: "accounts", label: "Accounts" },
  { value: "prospects", label: "Prospects" },
  { value: "entries", label: "Entries" },
];

export type Nouns = readonly [one: string, many: string];
export const nouns: Record<TableKind, Nouns> = {
  accounts: ["account", "accounts"],
  prospects: ["prospect", "prospects"],
  entries: ["entry", "entries"],
};

/** How rows that are here already are known again. */
export const known_by: Record<TableKind, string> = {
  accounts: "Accounts that are here already are known by their domain, or else their name, and brought up to date.",
  prospects: "Prospects that are here already are known by their e-mail address, or else account and name, and brought up to date.",
  entries: "Entries that are here already are known by title and day, and brought up to date.",
};

const csv_words: Record<string, string> = {
  ...field_words,
  account: "Account",
  city: "City",
  domain: "Domain",
  email: "E-mail",
  ends: "End",
  industry: "Industry",
  job_title: "Job title",
  line_of_business: "Line of business",
  note: "Note",
  open_opportunity: "Open opportunity",
  owner: "Owner",
  phone: "Phone",
  rating: "Rating",
  region: "Region",
  stage: "Journey stage",
  starts: "Start",
  value: "Value",
};

/** What a column may hold, "leave out" first. */
export function field_options(preview: TablePreview): { value: string; label: string }[] {
  const named = preview.fields.map(({ name, required }) => ({ value: name, label: `${word(csv_words, name)}${required ? " (needed)" : ""}` }));
  return [{ value: "", label: "Leave out" }, ...named];
}

/** The mapping with one column changed; what another column held goes with it. */
export function mapped(columns: readonly string[], at: number, name: string): string[] {
  return columns.map((other, place) => (place === at ? name : other === name ? "" : other));
}

/** The cells of a column in the first rows, without empty ones. */
export function sample_of(preview: TablePreview, at: number): string {
  return preview.sample.map((row) => row[at] ?? "").filter(Boolean).slice(0, 3).join(" · ");
}

/** What importing would do: "42 new accounts, 3 changed"; "" if nothing. */
export function table_effect({ created, changed }: { created: number; changed: number }, [one, many]: Nouns): string {
  if (created === 0) return changed === 0 ? "" : `${count(changed, one, many)} changed`;
  return `${count(created, `new ${one}`, `new ${many}`)}${changed ? `, ${changed.toLocaleString("en-GB")} changed` : ""}`;
}

export function error_words({ row, column, reason }: TableError): string {
  return `Row ${row.toLocaleString("en-GB")}${column ? `, ${column}` : ""}: ${reason}`;
}

/** What was found in the file: "1,204 rows, separated by semicolons, in Windows-1252". */
export function file_words({ rows, delimiter, encoding }: TablePreview): string {
  const by: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };
  return `${count(rows, "row")}, separated by ${by[delimiter] ?? delimiter}, in ${encoding}`;
}

/** A table by its name; calendar files have others. */
export function is_table(name: string): boolean {
  return /\.(csv|tsv|txt)$/i.test(name);
}

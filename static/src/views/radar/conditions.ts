// The lines of an audience's rule as rows of a form, and back. The words are those of calendar/audience/README.md. Pure.
export interface Line { field: string; test: string; value: string }
export interface Field { value: string; label: string; kind: "text" | "number" | "flag" | "rating" | "member" }

export const fields: Field[] = [
  { value: "industry", label: "Industry", kind: "text" },
  { value: "employee_count", label: "Employees", kind: "number" },
  { value: "region", label: "Region", kind: "text" },
  { value: "line_of_business", label: "Line of business", kind: "text" },
  { value: "rating", label: "Rating", kind: "rating" },
  { value: "city", label: "City", kind: "text" },
  { value: "name", label: "Name", kind: "text" },
  { value: "domain", label: "Domain", kind: "text" },
  { value: "owner_id", label: "Owner", kind: "member" },
  { value: "open_opportunity", label: "Deal being talked over", kind: "flag" },
  { value: "do_not_contact", label: "Do not contact", kind: "flag" },
];

const tests = { is: "is", not: "is not", contains: "contains", least: "at least", most: "at most" };
const signs: Record<string, string> = { [tests.is]: "is", [tests.not]: "is not", [tests.contains]: "contains", [tests.least]: ">=", [tests.most]: "<=" };

export const kind_of = (field: string) => fields.find((one) => one.value === field)?.kind ?? "text";

export function tests_of(field: string): string[] {
  const kind = kind_of(field);
  if (kind === "text") return [tests.is, tests.not, tests.contains];
  if (kind === "number") return [tests.least, tests.most, tests.is, tests.not];
  return kind === "flag" ? [tests.is] : [tests.is, tests.not];
}

export function blank_line(field = "industry"): Line {
  return { field, test: tests_of(field)[0]!, value: kind_of(field) === "flag" ? "yes" : "" };
}

/** Other tests and values for another field. */
export function with_field(line: Line, field: string): Line {
  return kind_of(field) === kind_of(line.field) ? { ...line, field } : blank_line(field);
}

/** What stands between commas are values, any of which will do. */
export function text_of({ field, test, value }: Line): string {
  const is_rating = kind_of(field) === "rating"; // "A" to people
  const given = kind_of(field) === "text" || is_rating ? (is_rating ? value.toLowerCase() : value).split(",") : [value];
  const values = given.map((one) => one.replaceAll('"', "").trim()).filter(Boolean);
  const quoted = values.map((one) => (/(^|\s)or(\s|$)/.test(one) ? `"${one}"` : one));
  return `${field} ${signs[test] ?? test} ${quoted.join(" or ")}`.trim();
}

/** Null for what people wrote over the API in a way that has no row. */
export function line_of(text: string): Line | null {
  const [, field = "", sign = "", rest = ""] = /^\s*(\w+) +(is not|is|contains|>=|<=) +(.+)$/.exec(text) ?? [];
  const test = Object.keys(signs).find((key) => signs[key] === sign);
  if (!test || !tests_of(field).includes(test) || !fields.some((one) => one.value === field)) return null;
  const values = [...rest.matchAll(/"([^"]*)"|((?:(?! or )[^"])+)/g)].map((one) => (one[1] ?? one[2] ?? "").trim()).filter((one) => one && one !== "or");
  const cleaned = values.map((one) => one.replace(/^or /, "").trim());
  const shown = kind_of(field) === "rating" ? cleaned.map((one) => (one.length === 1 ? one.toUpperCase() : one)) : cleaned;
  const line = { field, test, value: shown.join(", ") };
  return text_of(line) === text.trim().replace(/ +/g, " ") ? line : null;
}

/** "Employees at least 200", "Region is DACH or Nordics"; `name_of` a member. */
export function line_words(text: string, name_of: (id: string) => string | undefined): string {
  const line = line_of(text);
  if (!line) return text;
  const field = fields.find((one) => one.value === line.field)?.label ?? line.field;
  const value = kind_of(line.field) === "member" ? (name_of(line.value.toUpperCase()) ?? (line.value === "empty" ? "nobody" : "somebody")) : line.value;
  if (kind_of(line.field) === "flag") return `${field}: ${value}`;
  const values = value.split(", ");
  return `${field} ${line.test} ${values.length > 1 ? `${values.slice(0, -1).join(", ")} or ${values.at(-1)}` : value}`;
}

/** "condition 2 at character 19: needs a whole number" as the row it is about and what that lacks. */
export function refusal_of(message: string): { row: number; rule: string } | null {
  const [, row, rule] = /^condition (\d+) at character \d+: (.+)$/.exec(message) ?? [];
  return row && rule ? { row: Number(row) - 1, rule: `It ${rule.replace(/^it /i, "")}.` } : null;
}

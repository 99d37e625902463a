// Small facts of an account in words. Pure.
import type { Account } from "../../protocol/records";

/** "Freight · 420 people · Hamburg" */
export function account_facts(account: Account, with_industry = false): string {
  const people = account.employee_count ? `${account.employee_count.toLocaleString("en-GB")} people` : "";
  const facts = [with_industry ? account.industry : "", people, account.city].filter(Boolean);
  return facts.length > 0 ? facts.join(" · ") : account.domain;
}

/** A typed domain as it is stored: no scheme, no path, lower case. "https://Hanse.de/team" → "hanse.de" */
export function clean_domain(text: string): string {
  return text.trim().toLowerCase().replace(/^[a-z]+:\/\//, "").replace(/^www\./, "").replace(/[/?#].*$/, "");
}

/** Only what certainly is a host name becomes a link. */
export function domain_link(domain: string): string | null {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain) ? `https://${domain}` : null;
}

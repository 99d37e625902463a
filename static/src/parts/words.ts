// What the choices of a record are called on the page, in one place: sentence case, words of the trade.
export const kind_words: Record<string, string> = {
  campaign: "Campaign",
  push: "Prospecting push",
  release: "Content release",
  event: "Event",
  review: "Review",
  milestone: "Milestone",
};
export const status_words: Record<string, string> = {
  idea: "Idea",
  planned: "Planned",
  confirmed: "Confirmed",
  live: "Live",
  done: "Done",
  cancelled: "Cancelled",
};
export const channel_words: Record<string, string> = {
  "": "No channel",
  email: "Email",
  social: "Social",
  phone: "Phone",
  webinar: "Webinar",
  event: "Event",
  ads: "Ads",
  blog: "Blog",
  video: "Video",
  direct_mail: "Direct mail",
  web: "Web",
  other: "Other",
};
export const stage_words: Record<string, string> = {
  "": "No stage",
  awareness: "Awareness",
  interest: "Interest",
  consideration: "Consideration",
  purchase: "Purchase",
  loyalty: "Loyalty",
};
export const team_words: Record<string, string> = { marketing: "Marketing", sales: "Sales", other: "Other" };
export const role_words: Record<string, string> = { admin: "Admin", lead: "Lead", member: "Member", viewer: "Viewer" };
export const outcome_words: Record<string, string> = {
  no_answer: "No answer",
  reached: "Reached",
  meeting: "Meeting",
  not_now: "Not now",
  replied: "Replied",
  other: "Other",
};
export const field_words: Record<string, string> = {
  title: "Title",
  summary: "Summary",
  when: "Date",
  status: "Status",
  kind: "Kind",
  channel: "Channel",
  journey_stage: "Journey stage",
  owner_id: "Owner",
  backup_owner_id: "Backup owner",
  parent_id: "Campaign",
  calendar_id: "Calendar",
  audience_ids: "Accounts",
  excluded_account_ids: "Accounts left out",
  audience: "Audience",
  tags: "Tags",
  links: "Links",
  location: "Location",
  talking_points: "Talking points",
  offer: "Offer",
  offer_ids: "Offers",
  name: "Name",
  terms_link: "Terms",
  valid_from: "Valid from",
  valid_until: "Valid until",
  embargo_until: "Not before",
  approved_by_id: "Approved by",
  depends_on_ids: "Needs",
  landing_page_id: "Landing page",
  follows_id: "Follows",
  offset_days: "Days after what it follows",
  budget: "Budget",
  private: "Private",
  rrule: "Repeat",
  rdate: "Further dates",
  exdate: "Left out",
  zone: "Time zone",
  do_not_contact: "Do not contact",
  employee_count: "Employees",
};

export function word(words: Record<string, string>, value: string): string {
  return words[value] ?? value;
}

/** "3 entries", "1 entry" */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** Two letters for an avatar: first and last word of a name. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(parts[0] ?? "?")][0] ?? "?";
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

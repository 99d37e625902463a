// Which addresses may become links (R12): http, https and mailto only. Pure.
export function safe_link(text: string): string | null {
  try {
    const url = new URL(text);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** What was typed as a link: "example.com" becomes https, an address becomes mailto. */
export function complete_link(text: string): string | null {
  const typed = text.trim();
  if (!typed || /\s/.test(typed)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^/]+:\d/.test(typed)) return safe_link(typed) && typed;
  if (/^[^@/]+@[^@/]+\.[^@/]+$/.test(typed)) return `mailto:${typed}`;
  return typed.includes(".") && safe_link(`https://${typed}`) ? `https://${typed}` : null;
}

export function link_words(link: string): string {
  return link.replace(/^(https?:\/\/|mailto:)(www\.)?/, "").replace(/\/$/, "");
}

// Names of keys, and the table the help shows. Pure.
export function key_name(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const key = event.key.toLowerCase();
  if (event.altKey) return `alt+${key}`;
  if (event.ctrlKey || event.metaKey) return `ctrl+${event.shiftKey ? "shift+" : ""}${key}`;
  return key;
}

export const key_help: { title: string; keys: [string, string][] }[] = [
  {
    title: "Anywhere",
    keys: [
      ["Ctrl K", "Find anything"],
      ["/", "Search"],
      ["n", "New entry"],
      ["o", "Log outreach"],
      ["b", "Inbox"],
      ["t", "Jump to today’s date"],
      ["Ctrl Z", "Undo"],
      ["Ctrl Shift Z", "Redo"],
      ["Esc", "Close"],
      ["[", "Hide or show the sidebar"],
      ["?", "These shortcuts"],
    ],
  },
  {
    title: "Calendar",
    keys: [
      ["← →", "Day before, day after"],
      ["↑ ↓", "Walk the day’s entries, then weeks"],
      ["Enter", "Open, or create on the day"],
      ["Shift ← →", "Carry the entry to another day"],
      ["m", "Month"],
      ["w", "Week"],
      ["d", "Day"],
      ["l", "List"],
      ["i", "Timeline"],
      ["p", "Period before"],
      [".", "Next period"],
      ["v", "Save this view"],
      ["c", "Compare with a past day"],
    ],
  },
];

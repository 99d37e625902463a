// What the profile lets one choose of mail. Pure.

export const mail_choices = [
  { field: "mail_notices", label: "What waits in my inbox", hint: "Gathered, and only what you have not read by then" },
  { field: "mail_morning", label: "My day", hint: "Each working day that holds something of yours" },
  { field: "mail_week", label: "The week ahead", hint: "On its first working day, instead of that day’s mail" },
] as const;

export const hour_choices = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, "0")}:00` }));

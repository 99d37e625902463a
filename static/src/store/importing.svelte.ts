// The import dialogs: which is open, and with which file or calendar. Opened from the calendars' menu, the accounts, settings,
// the palette, or by a file dropped on the page.
export const table_kinds = ["accounts", "prospects", "entries"] as const;
export type TableKind = (typeof table_kinds)[number];

class Importing {
  open = $state(false);
  table = $state<TableKind | null>(null); // of a table; null: a calendar file
  file = $state.raw<File | null>(null);

  begin(file: File | null = null): void {
    this.table = null;
    this.file = file;
    this.open = true;
  }

  begin_table(kind: TableKind, file: File | null = null): void {
    this.table = kind;
    this.file = file;
    this.open = true;
  }

  close(): void {
    this.open = false;
    this.file = null;
  }
}

export const importing = new Importing();

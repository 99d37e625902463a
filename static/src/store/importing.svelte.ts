// The import dialog: open, and with which file or calendar. Opened from the calendars' menu, settings, the palette, or by a
// file dropped on the page.
class Importing {
  open = $state(false);
  file = $state.raw<File | null>(null);

  begin(file: File | null = null): void {
    this.file = file;
    this.open = true;
  }

  close(): void {
    this.open = false;
    this.file = null;
  }
}

export const importing = new Importing();

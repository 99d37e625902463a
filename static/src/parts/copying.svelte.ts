// Copying a text, where the browser allows it. On plain http it does not: then the text is marked, and Ctrl C does the rest.
export class Copying {
  done = $state(false);
  marked = $state(false);

  async copy(text: string, shown: HTMLElement | undefined): Promise<void> {
    this.done = this.marked = false;
    try {
      await navigator.clipboard.writeText(text);
      this.done = true;
    } catch {
      this.marked = mark(shown);
    }
  }

  /** What a screen reader is told. */
  said(what: string): string {
    if (this.done) return `${what} is copied.`;
    return this.marked ? `${what} is marked: copy it with Ctrl C.` : "";
  }
}

function mark(node: HTMLElement | undefined): boolean {
  if (!node) return false;
  if (node instanceof HTMLInputElement) {
    node.focus();
    node.select();
  } else getSelection()?.selectAllChildren(node);
  return true;
}

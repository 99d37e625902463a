// Notices of the browser outside the page: asked for when somebody chooses to be reminded, never before.
type State = NotificationPermission | "unsupported";

class Notices {
  state = $state<State>(typeof Notification === "undefined" ? "unsupported" : Notification.permission);

  async ask(): Promise<void> {
    if (this.state === "default") this.state = await Notification.requestPermission();
  }

  /** Does nothing where the browser has not allowed it, or does not know it (phones). */
  show(title: string, body: string, tag: string, onclick: () => void): void {
    if (this.state !== "granted") return;
    try {
      const notice = new Notification(title, { body, tag });
      notice.onclick = () => {
        window.focus();
        notice.close();
        onclick();
      };
    } catch {
      this.state = "unsupported";
    }
  }
}

export const notices = new Notices();

/** Where reminders are shown, honestly. */
export function reach_words(state: State): string {
  const page = "Shown here while Tandem is open in this browser, where the choice is kept";
  if (state === "granted") return `${page}; the browser shows it too when you look elsewhere.`;
  return state === "denied" ? `${page}. The browser’s own notices are blocked in its settings.` : `${page}.`;
}

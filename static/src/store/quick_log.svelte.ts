// The quick outreach log's dialog: open or not, and what it was opened on. Anything on the page may open it.
export interface LogSubject { entry_id?: string | null; account_id?: string | null }

class QuickLogState {
  subject = $state.raw<LogSubject | null>(null);

  open(subject: LogSubject = {}): void { this.subject = subject; }
  close(): void { this.subject = null; }
}

export const quick_log = new QuickLogState();

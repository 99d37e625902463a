// The one door to the system's clock. Everything else is handed the time, so that a test can set it.
export function now_ms(): number {
  return Date.now();
}

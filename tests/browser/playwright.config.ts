// One worker: two cores run the server, the browser and the tests. Debian's Chromium; nothing is downloaded.
import { defineConfig } from "@playwright/test";

export default defineConfig({
    testDir: ".",
    workers: 1,
    retries: 1, // a test that needs it is told by name as flaky, and is a fault to mend
    forbidOnly: true,
    timeout: 120_000,
    expect: { timeout: 20_000 },
    outputDir: "../../build/browser",
    reporter: [["list"], ["junit", { includeRetries: true }]],
    use: {
        launchOptions: {
            executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
            args: ["--no-sandbox", "--disable-dev-shm-usage"],
        },
        viewport: { width: 1440, height: 900 },
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        trace: "retain-on-failure",
        screenshot: "only-on-failure",
    },
});

// One worker: two cores run the server, the browser and the tests. Debian's Chromium; nothing is downloaded.
import { defineConfig } from "@playwright/test";

export default defineConfig({
    testDir: ".",
    workers: 1,
    retries: 0,
    forbidOnly: true,
    timeout: 60_000,
    expect: { timeout: 10_000 },
    outputDir: "../../build/browser",
    reporter: [["list"], ["junit"]],
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

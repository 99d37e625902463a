// `server`: one for the whole run. `sign_in`: a page of one's own for a member of the demo workspace.
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test";
import { Server } from "./server";

export const people = {
    admin: "anna@nordkai.example",
    marketer: "jonas@nordkai.example",
    rep: "mara@nordkai.example",
    viewer: "luis@nordkai.example",
} as const;
export type Who = keyof typeof people;

export interface Opening extends BrowserContextOptions {
    address?: string; // another way to the server than its own
    path?: string;
}

export interface Own {
    sign_in: (who: Who, options?: Opening) => Promise<Page>;
}

/** As on a machine so many times slower: `TANDEM_SLOW=6`. */
async function slow_down(page: Page): Promise<void> {
    const rate = Number(process.env["TANDEM_SLOW"] ?? 1);
    if (rate > 1) await (await page.context().newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate });
}

/** What goes by itself (the undo bar, a ring) stays ten times as long: a loaded machine is slower than a member. */
async function be_patient(page: Page): Promise<void> {
    await page.addInitScript(() => {
        const later = window.setTimeout;
        const patient = (run: TimerHandler, ms?: number, ...more: unknown[]) => Reflect.apply(later, window, [run, ms === 4000 || ms === 9000 ? ms * 10 : ms, ...more]) as number;
        window.setTimeout = patient as unknown as typeof window.setTimeout;
    });
}

export const test = base.extend<Own, { server: Server }>({
    server: [
        async ({}, use) => {
            const server = await Server.start();
            await use(server);
            await server.stop();
        },
        { scope: "worker" },
    ],
    sign_in: async ({ browser, server }, use) => {
        const pages: Page[] = [];
        await use(async (who, { address = server.address, path = "/", ...options } = {}) => {
            const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/Berlin", ...options, baseURL: address });
            const page = await context.newPage();
            pages.push(page);
            await be_patient(page);
            await slow_down(page);
            const data = { email: people[who], password: server.password };
            const answer = await context.request.post("/api/sign-in", { data, headers: { Origin: address } });
            if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`);
            await page.goto(path);
            await page.getByRole("main").waitFor();
            await page.getByRole("status", { name: "Loading" }).waitFor({ state: "detached" });
            return page;
        });
        for (const page of pages) {
            if (!page.isClosed()) await page.unrouteAll({ behavior: "wait" }); // an answer still being made up must not meet a closed page
            await page.context().close();
        }
    },
});
export { expect } from "@playwright/test";

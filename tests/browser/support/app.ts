// A real calendar app beside the page (tests/scenario/apps.py): a line of JSON for each thing that a member does in it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test as base } from "./fixtures";
import { Server } from "./server";

const script = resolve(import.meta.dirname, "../../scenario/apps.py");
export const app_names = ["caldav", "khal", "evolution"] as const;
export type AppName = (typeof app_names)[number];
export type Shown = [start: string, title: string][];

export class App {
    private readonly lines: AsyncIterator<string>;
    private complaints = "";

    private constructor(
        private readonly process: ChildProcess,
        private readonly folder: string,
    ) {
        this.lines = createInterface({ input: process.stdout! })[Symbol.asyncIterator]();
        process.stderr!.on("data", (text) => (this.complaints = (this.complaints + text).slice(-3000)));
    }

    /** It signs in at the bare address, finds the calendar of that name and brings what is there. */
    static async start(name: AppName, address: string, email: string, password: string, calendar: string): Promise<App> {
        const folder = await mkdtemp(join(tmpdir(), "tandem-app-"));
        const words = [script, name, folder, `${address}/`, email, password, calendar];
        return new App(spawn("/usr/bin/python3", words, { stdio: ["pipe", "pipe", "pipe"] }), folder);
    }

    async ask(what: string, ...words: unknown[]): Promise<unknown> {
        this.process.stdin!.write(JSON.stringify([what, ...words]) + "\n");
        const { value, done } = await this.lines.next();
        if (done) throw new Error(`${what}: the app has ended: ${this.complaints}`);
        const answer = JSON.parse(value) as { is?: unknown; error?: string };
        if (answer.error !== undefined) throw new Error(`${what}(${words.join(", ")}): ${answer.error}`);
        return answer.is;
    }

    /** What the app shows after it has synced, for a month. */
    async shows(month: string, wanted: Shown): Promise<Shown> {
        await this.ask("sync");
        return (await this.ask("occurrences", `${month}-01T00:00`, `${month}-28T00:00`, wanted)) as Shown;
    }

    async close(): Promise<void> {
        const ended = this.process.exitCode === null ? once(this.process, "exit") : undefined;
        this.process.stdin!.end();
        await ended;
        await rm(this.folder, { recursive: true, force: true });
    }
}

export interface Started {
    start_app: (...words: Parameters<typeof App.start>) => Promise<App>;
}

export const test = base.extend<Started, { server: Server }>({
    server: [
        async ({}, use) => {
            const server = await Server.start(); // of its own: what the apps leave is in nobody's way
            await use(server);
            await server.stop();
        },
        { scope: "worker" },
    ],
    start_app: async ({}, use) => {
        const apps: App[] = [];
        await use(async (...words) => {
            const app = await App.start(...words);
            apps.push(app);
            return app;
        });
        for (const app of apps) await app.close();
    },
});

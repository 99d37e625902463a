// The real server on a fresh demo workspace and a port of its own choosing, ended by its process.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const root = resolve(import.meta.dirname, "../../..");

export class Server {
    private constructor(
        private readonly process: ChildProcess,
        private readonly folder: string,
        readonly address: string,
        readonly said: readonly string[],
    ) {}

    get port(): number {
        return Number(new URL(this.address).port);
    }

    /** The one password of the demo's members, as the server prints it. */
    get password(): string {
        const found = /password "([^"]+)"/.exec(this.said.join("\n"));
        if (!found?.[1]) throw new Error(`no demo password among: ${this.said.join(" / ")}`);
        return found[1];
    }

    static async start(): Promise<Server> {
        const folder = await mkdtemp(join(tmpdir(), "tandem-browser-"));
        const binary = process.env["TANDEM_BINARY"] ?? join(root, "build/release/tandem");
        const options = ["--data", join(folder, "data"), "--listen", "127.0.0.1:0", "--demo"];
        const child = spawn(binary, ["serve", ...options, "--config", join(root, "tests/bench/limits.toml")], {
            stdio: ["ignore", "pipe", "ignore"],
        });
        const said: string[] = [];
        for await (const line of createInterface({ input: child.stdout! })) {
            said.push(line);
            const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
            if (found?.[1]) return new Server(child, folder, found[1], said);
        }
        throw new Error(`the server ended: ${said.join(" / ")}`);
    }

    async stop(): Promise<void> {
        if (this.process.exitCode === null) {
            this.process.kill("SIGTERM");
            await once(this.process, "exit");
        }
        await rm(this.folder, { recursive: true, force: true });
        if (this.process.exitCode !== 0) throw new Error(`the server ended with ${this.process.exitCode}`);
    }
}

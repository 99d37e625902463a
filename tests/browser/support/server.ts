// The real server on a fresh demo workspace and a port of its own choosing, ended by its process.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Wire } from "./wire";

const root = resolve(import.meta.dirname, "../../..");

/** The server has to know both addresses of its page before it starts (R6), so it cannot pick the port itself. */
async function free_port(): Promise<number> {
    const one = createServer().listen(0, "127.0.0.1");
    await once(one, "listening");
    const { port } = one.address() as AddressInfo;
    one.close();
    await once(one, "close");
    return port;
}

export class Server {
    private constructor(
        private readonly process: ChildProcess,
        private readonly folder: string,
        readonly address: string,
        readonly wire: Wire, // the other way to it, one that can be cut
        readonly said: readonly string[],
    ) {}

    /** The one password of the demo's members, as the server prints it. */
    get password(): string {
        const found = /password "([^"]+)"/.exec(this.said.join("\n"));
        if (!found?.[1]) throw new Error(`no demo password among: ${this.said.join(" / ")}`);
        return found[1];
    }

    /** The address for the first admin of a workspace without members, as the server prints it. */
    get setup_path(): string {
        const found = /(\/setup\/\S+)/.exec(this.said.join("\n"));
        if (!found?.[1]) throw new Error(`no setup address among: ${this.said.join(" / ")}`);
        return found[1];
    }

    static async start(workspace: "demo" | "empty" = "demo", settings = ""): Promise<Server> {
        const folder = await mkdtemp(join(tmpdir(), "tandem-browser-"));
        const binary = process.env["TANDEM_BINARY"] ?? join(root, "build/release/tandem");
        const [port, wire_port] = [await free_port(), await free_port()];
        const origins = [port, wire_port].map((one) => `"http://127.0.0.1:${one}"`).join(", ");
        const limits = await readFile(join(root, "tests/bench/limits.toml"), "utf8");
        const config = join(folder, "config.toml");
        await writeFile(config, `${limits}base_urls = [${origins}]\npage = "${join(root, "static/dist")}"\n${settings}`);
        const options = ["--data", join(folder, "data"), "--listen", `127.0.0.1:${port}`, "--config", config];
        if (workspace === "demo") options.push("--demo");
        const child = spawn(binary, ["serve", ...options], { stdio: ["ignore", "pipe", "ignore"] });
        const said: string[] = [];
        for await (const line of createInterface({ input: child.stdout! })) {
            said.push(line);
            const found = /listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(said.join("\n"));
            const ready = workspace === "demo" || line.includes("/setup/"); // the last line of each
            if (found?.[1] && ready) return new Server(child, folder, found[1], new Wire(port, wire_port), said);
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

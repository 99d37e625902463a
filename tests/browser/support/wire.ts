// A cable between a browser and the server that can be cut, and that can go deaf: what the server answers is lost while
// what it is sent arrives, which is how a command gets committed without its ack.
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

export class Wire {
    private listener: Server | undefined;
    private readonly open = new Set<Socket>();
    deaf = false;

    constructor(
        private readonly server_port: number,
        private readonly port: number,
    ) {}

    get address(): string {
        return `http://127.0.0.1:${this.port}`;
    }

    async join(): Promise<void> {
        this.deaf = false;
        this.listener = createServer((near) => this.carry(near));
        this.listener.listen(this.port, "127.0.0.1");
        await once(this.listener, "listening");
    }

    async cut(): Promise<void> {
        const closed = new Promise((done) => this.listener?.close(done));
        for (const socket of this.open) socket.destroy();
        await closed;
    }

    private carry(near: Socket): void {
        const far = connect(this.server_port, "127.0.0.1");
        near.pipe(far);
        far.on("data", (bytes) => this.deaf || near.write(bytes));
        for (const [one, other] of [[near, far], [far, near]] as const) {
            this.open.add(one);
            one.on("error", () => other.destroy());
            one.on("close", () => {
                this.open.delete(one);
                other.destroy();
            });
        }
    }
}

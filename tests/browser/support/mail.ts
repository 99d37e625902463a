// A mail server of the test's own on a port of its own choosing: takes every mail and keeps it.
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";

async function talk(socket: Socket, keep: (mail: string) => void): Promise<void> {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let mail: string[] | null = null; // its lines, while they come
    say("220 sink.example ESMTP");
    for await (const line of createInterface({ input: socket })) {
        if (mail && line !== ".") mail.push(line);
        else if (mail) {
            keep(mail.join("\n"));
            mail = null;
            say("250 taken");
        } else if (line.startsWith("DATA")) {
            mail = [];
            say("354 end with a dot");
        } else if (line.startsWith("QUIT")) {
            say("221 bye");
            socket.end();
        } else say("250 fine");
    }
}

export class MailSink {
    readonly mails: string[] = [];
    private constructor(private readonly server: Server) {}

    static async start(): Promise<MailSink> {
        const server = createServer();
        const sink = new MailSink(server);
        server.on("connection", (socket) => void talk(socket, (mail) => sink.mails.push(mail)).catch(() => socket.destroy()));
        await once(server.listen(0, "127.0.0.1"), "listening");
        return sink;
    }

    /** What the server's configuration says of it. */
    get config(): string {
        const { port } = this.server.address() as AddressInfo;
        return `smtp_host = "127.0.0.1"\nsmtp_port = ${port}\nsmtp_tls = "none"\nsmtp_from = "tandem@plan.example"\n`;
    }

    stop(): void {
        this.server.close();
    }
}

// What comes by mail: chosen in the profile and kept, also while the server sends none, and a test mail that arrives.
import { type Locator, type Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";
import { line } from "./support/calendar";
import { MailSink } from "./support/mail";
import { Server } from "./support/server";

const hour = (page: Page): Locator => page.getByRole("button", { name: /Hour of the morning mail/ });
const choice = (page: Page, name: RegExp): Locator => page.getByRole("checkbox", { name });

/** What a test has started ends with it, also where it fails. */
const ends: (() => Promise<void> | void)[] = [];
test.afterEach(async () => {
    for (const end of ends.splice(0)) await end();
});

/** Changed, told in the bar, and there again after a load: it is the server's, not this page's. */
async function kept(page: Page, told: string, see: () => Promise<void>): Promise<void> {
    await expect(line(page, told)).toBeVisible();
    await see();
    await page.reload();
    await see();
}

test("a server without mail says so, and what is chosen holds all the same", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: "/settings/profile" });
    await expect(page.getByText("This server sends no mail yet.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send me a test mail" })).toBeHidden();

    await choice(page, /^The week ahead/).uncheck();
    await kept(page, "No longer mailed: the week ahead", () => expect(choice(page, /^The week ahead/)).not.toBeChecked());
    await hour(page).click();
    await page.getByRole("option", { name: "09:00" }).click();
    await kept(page, "Morning mail at 09:00", () => expect(hour(page)).toContainText("09:00"));
    await choice(page, /^My day/).uncheck();
    await kept(page, "No longer mailed: my day", () => expect(hour(page), "no mail, no hour").toBeDisabled());
    await choice(page, /^My day/).check();
    await kept(page, "Mailed again: my day", () => expect(hour(page)).toBeEnabled());
});

test("one kind of notice is muted and comes back by Undo, and nobody else is asked", async ({ sign_in }) => {
    const page = await sign_in("admin", { path: "/settings/profile" });
    await choice(page, /^An entry is made mine/).uncheck();
    await expect(choice(page, /^Someone names me/)).toBeChecked();
    await line(page, "No longer notified: an entry is made mine").getByRole("button", { name: "Undo" }).click();
    await expect(choice(page, /^An entry is made mine/)).toBeChecked();
    await choice(page, /^What waits in my inbox/).uncheck();
    await kept(page, "No longer mailed: what waits in my inbox", () => expect(choice(page, /^What waits in my inbox/)).not.toBeChecked());
    const other = await sign_in("marketer", { path: "/settings/profile" });
    await expect(choice(other, /^What waits in my inbox/), "each member chooses alone").toBeChecked();
});

test("what is refused does not stay ticked off", async ({ sign_in }) => {
    const page = await sign_in("marketer", { path: "/today" });
    await page.routeWebSocket(/\/ws/, (line) => {
        const server = line.connectToServer();
        line.onMessage((text) => {
            const { command_id, name } = JSON.parse(String(text)) as { command_id?: string; name?: string };
            if (!name?.startsWith("preference.")) server.send(text);
            else line.send(JSON.stringify({ type: "refused", command_id, code: "forbidden", message: "is not for you to change" }));
        });
    });
    await page.goto("/settings/profile");
    await choice(page, /^Someone names me/).click();
    await expect(page.getByRole("alert").filter({ hasText: "is not for you to change" })).toBeVisible();
    await expect(choice(page, /^Someone names me/)).toBeChecked();
});

test("where the server sends mail, a test mail goes to oneself", async ({ sign_in }) => {
    const sink = await MailSink.start();
    const server = await Server.start("demo", sink.config);
    ends.push(() => server.stop(), () => sink.stop());
    const page = await sign_in("rep", { path: "/settings/profile", address: server.address });
    await expect(page.getByText("To mara@nordkai.example, at most one in a quarter of an hour.")).toBeVisible();
    await page.getByRole("button", { name: "Send me a test mail" }).click();
    await expect(page.getByRole("status").filter({ hasText: "On its way to mara@nordkai.example." })).toBeVisible();
    await expect.poll(() => sink.mails.join("\n"), "it arrives").toMatch(/^To:[^]*mara@nordkai\.example[^]*^Subject: /m);
});

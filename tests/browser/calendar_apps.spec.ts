// An app password: made in the page, used by a calendar app over CalDAV, followed by everyone live, and revoked.
import { type APIResponse, type Page } from "@playwright/test";
import { calendar_file, ical_event, quiet_month, tile } from "./support/calendar";
import { expect, people, test } from "./support/fixtures";

/** A calendar app's request: no cookie, HTTP Basic. */
async function ask(page: Page, method: string, path: string, password: string, body = "", headers = {}): Promise<APIResponse> {
    const basic = Buffer.from(`${people.rep}:${password}`).toString("base64");
    const url = new URL(path, page.url()).href;
    return page.request.fetch(url, { method, data: body, headers: { Authorization: `Basic ${basic}`, Cookie: "", ...headers } });
}

async function first_writable(page: Page): Promise<string> {
    const snapshot = await page.request.get("/api/snapshot?from=2028-03-01&to=2028-03-02");
    const { me, calendars } = (await snapshot.json()) as { me: string; calendars: { id: string; level: string }[] };
    return `/dav/calendars/${me}/${calendars.find(({ level }) => level === "write")?.id ?? ""}/`;
}

test("an app password lets an app in, what it writes is on every page, and a revoked one is refused", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/settings/apps" });
    const marketer = await sign_in("marketer", { path: quiet_month });
    await expect(rep.getByRole("heading", { name: "No app password yet" })).toBeVisible();
    await rep.getByRole("button", { name: "Make the first" }).click();
    const form = rep.getByRole("dialog", { name: "New app password" });
    await rep.keyboard.press("Enter");
    await expect(form.getByRole("alert")).toContainText("needs a name");
    await form.getByLabel("Which app").fill("Mara’s phone");
    await rep.keyboard.press("Enter");

    const made = rep.getByRole("dialog", { name: "The password for “Mara’s phone”" });
    await expect(made.getByText("The app has not signed in yet.")).toBeVisible();
    const password = await made.getByLabel("App password").inputValue();
    const collection = await first_writable(rep);
    const path = `${collection}phone-1.ics`;
    expect((await ask(rep, "PUT", path, password, calendar_file(ical_event("phone-1", "Quay visit", "20280308", "20280309")), { "Content-Type": "text/calendar" })).status()).toBe(201);
    await expect(tile(marketer, "Quay visit")).toBeVisible();

    await made.getByRole("button", { name: "Done" }).click();
    await rep.reload();
    const row = rep.getByRole("list", { name: "App passwords" }).getByRole("listitem").filter({ hasText: "Mara’s phone" });
    await expect(row).toContainText("Used within the last hour");
    expect(await rep.content(), "the password is nowhere any more").not.toContain(password);
    await row.getByRole("button", { name: "Revoke" }).click();
    await rep.getByRole("dialog", { name: "Revoke “Mara’s phone”?" }).getByRole("button", { name: "Revoke" }).click();
    await expect(rep.getByRole("heading", { name: "No app password yet" })).toBeVisible();
    expect((await ask(rep, "GET", path, password)).status()).toBe(401);
});

test("each app is told its own way, and vdirsyncer's lines hold the address and the user name", async ({ sign_in }) => {
    const page = await sign_in("viewer", { path: "/settings/apps" });
    const setup = page.getByRole("region", { name: "Set up an app" });
    await expect(setup.getByLabel("User name", { exact: true })).toHaveValue(people.viewer);
    await setup.getByRole("button", { name: "Thunderbird" }).click();
    await expect(setup.getByLabel("Location", { exact: true })).toHaveValue(`${new URL(page.url()).origin}/`);
    await setup.getByRole("button", { name: "vdirsyncer" }).click();
    await expect(setup.locator("pre")).toContainText(`username = "${people.viewer}"`);
});

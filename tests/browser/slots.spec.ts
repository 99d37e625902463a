// A day kept free and a channel that is taken at that hour, told by name before anything is made, moved or confirmed.
import { type Page } from "@playwright/test";
import { day, fill_day, quiet_month, send, tile } from "./support/calendar";
import { expect, test as base } from "./support/fixtures";
import { crowd, member_id } from "./support/radar";
import { Server } from "./support/server";

const test = base.extend<object, { server: Server }>({
    server: [
        async ({}, use) => {
            const server = await Server.start(); // of its own: on it a channel holds one thing at a time
            await use(server);
            await server.stop();
        },
        { scope: "worker" },
    ],
});

/** Of a lead: from now on a channel holds one thing at a time. */
async function one_per_slot(lead: Page): Promise<void> {
    const { radar_rules } = (await (await lead.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02")).json()) as { radar_rules: { id: string }[] };
    const id = radar_rules[0]?.id;
    await send(lead, id ? "radar_rules.update" : "radar_rules.create", { ...(id ? { id } : {}), one_per_slot: true });
}

const taken = "Something else is on its channel at that time";

test("a new entry is told what is on its channel then and which day is kept free, by name", async ({ sign_in }) => {
    const lead = await sign_in("admin", { path: "/today" });
    await one_per_slot(lead);
    await send(lead, "blackout.create", { name: "Stocktaking", kind: "blackout", first_on: "2028-03-16", last_on: "2028-03-16", teams: ["marketing"] });
    const page = await sign_in("marketer", { path: quiet_month });
    await crowd(page, "Slotland");
    await fill_day(page, "2028-03-15", ["Port newsletter"], { kind: "release", channel: "email", status: "planned" });
    const box = await day(page, "2028-03-15").boundingBox();
    await page.mouse.click((box?.x ?? 0) + 60, (box?.y ?? 0) + 90);
    const form = page.getByRole("dialog", { name: "New entry" });
    await form.getByLabel("Title").fill("Berth offer");
    await form.getByRole("button", { name: "Content release", exact: true }).click();
    await form.getByRole("button", { name: /^Add an audience/ }).click();
    await page.getByRole("option", { name: /^Ports of Slotland/ }).click();
    await expect(form.getByText("8 accounts will hear from us. Every rule is kept.")).toBeVisible();
    await form.getByRole("button", { name: /^Channel:/ }).click();
    await page.getByRole("option", { name: "Email" }).click();
    await expect(form.getByText(taken)).toBeVisible();
    await expect(form.getByText("“Port newsletter”")).toBeVisible();

    await form.getByRole("button", { name: /15 Mar/ }).click();
    await page.getByRole("textbox", { name: "From" }).fill("2028-03-16");
    await page.keyboard.press("Escape");
    await expect(form.getByText("The team keeps that day free")).toBeVisible();
    await expect(form.getByText("Stocktaking")).toBeVisible();
    await form.getByRole("button", { name: /^Owner:/ }).click();
    await page.getByRole("option", { name: /^Mara/ }).click();
    await expect(form.getByText("8 accounts will hear from us. Every rule is kept."), "sales keeps no day free").toBeVisible();
    await form.getByRole("button", { name: "Create", exact: true }).click();
    await tile(page, "Berth offer").focus();
    await page.keyboard.press("Shift+ArrowLeft");
    await expect(page.getByText(`${taken}: “Port newsletter”`, { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
});

test("the owner of what is only in the same slot is asked and agrees", async ({ sign_in }) => {
    await one_per_slot(await sign_in("admin", { path: "/today" }));
    const page = await sign_in("marketer");
    const rep = await sign_in("rep", { path: "/today" });
    const audience = await crowd(page, "Askland");
    await fill_day(page, "2028-09-13", ["Call wave"], { channel: "phone", status: "planned", owner_id: await member_id(rep) });
    const [id = ""] = await fill_day(page, "2028-09-13", ["Phone survey"], { channel: "phone", status: "planned", audience_ids: [audience] });
    await page.goto(`/?view=month&on=2028-09-13&entry=${id}`);
    const radar = page.locator(".entry-panel").getByRole("region", { name: "Touch radar" });
    await expect(radar.getByText("“Call wave”")).toBeVisible();
    await radar.getByRole("button", { name: "Ask Mara" }).click();
    const dialog = page.getByRole("dialog", { name: "Ask Mara" });
    await expect(dialog.getByText(/would go out on phone at the same time as Mara’s “Call wave”/)).toBeVisible();
    await dialog.getByRole("button", { name: "Ask Mara" }).click();
    const card = rep.getByRole("region", { name: "Asked of you" });
    await expect(card.getByText("Both are on one channel at the same time, first on Wed 13 Sep 2028.")).toBeVisible();
    await card.getByRole("button", { name: "Accept" }).click();
    await expect(radar.getByText("Mara accepts it")).toBeVisible();
    await expect(radar.getByRole("button", { name: "Override…" })).toHaveCount(0);
});

// What Tandem is for, in one go: a marketer and a rep plan a webinar side by side. Each step leaves a picture.
import { type Locator, type Page } from "@playwright/test";
import { day, drag, fill_day, line, open, send, tile, tile_on } from "./support/calendar";
import { expect, test } from "./support/fixtures";
import { busy_week, crowd, member_id } from "./support/radar";

/** The days of the story: the first Monday that leaves four whole weeks in a month, in half a year's time (feeds look so far). */
function days(): (week: number, weekday?: number) => string {
    const first = new Date();
    first.setUTCMonth(first.getUTCMonth() + 6, 1);
    first.setUTCDate(1 + ((8 - first.getUTCDay()) % 7));
    return (week, weekday = 0) => new Date(first.getTime() + (week * 7 + weekday) * 86_400_000).toISOString().slice(0, 10);
}

/** "Mon 3 May", as buttons say it. */
const words = (date: string): string => new Date(date).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).replace(",", "");

interface Story {
    marketer: Page;
    rep: Page;
    on: (week: number, weekday?: number) => string;
    month: string;
    audience: string;
    picture: (page: Page, name: string) => Promise<unknown>;
}

const radar_of = (page: Page) => page.locator(".entry-panel").getByRole("region", { name: "Touch radar" });

// A template makes the campaign, and the rep sees it come.
async function plan_from_template({ marketer, rep, on, picture }: Story): Promise<void> {
    await marketer.keyboard.press("Control+k");
    await marketer.getByRole("combobox").first().fill("New campaign from a template");
    await marketer.keyboard.press("Enter");
    const plan = marketer.getByRole("dialog", { name: "New campaign from a template" });
    for (const [role, option] of [["Template", /^Webinar$/], ["Sales", /^Mara/], ["Speaker", /^Clara/]] as const) {
        await plan.getByRole("button", { name: new RegExp(`^${role}:`) }).click();
        await marketer.getByRole("option", { name: option }).first().click();
    }
    await plan.getByLabel("Title").fill("Cold chain");
    await plan.getByLabel("First day").fill(on(0));
    await picture(marketer, "1-template");
    await plan.getByRole("button", { name: "Plan 10 entries" }).click();
    await expect(tile(rep, "Cold chain: live")).toBeVisible();
    await picture(rep, "2-seen-by-the-rep");
}

// The gate refuses, says what is missing, and the sign-off arrives from the other browser.
async function pass_the_gate({ marketer, rep, month, picture }: Story): Promise<void> {
    await marketer.goto(month);
    const live = await open(marketer, "Cold chain: live");
    await live.getByRole("button", { name: "Confirmed", exact: true }).click();
    await expect(live.getByRole("alert")).toHaveText(/cannot be confirmed yet: it needs a sign-off/);
    await picture(marketer, "3-gate");
    await live.getByRole("button", { name: /^Ask for a sign-off/ }).click();
    await marketer.getByRole("option", { name: /^Mara/ }).click();
    await (await open(rep, "Cold chain: live")).getByRole("button", { name: "Sign off", exact: true }).click();
    await expect(live.getByText("Signed off", { exact: true })).toBeVisible();
    await live.getByRole("button", { name: "Confirmed", exact: true }).click();
    await expect(live.getByRole("button", { name: "Confirmed", exact: true })).toHaveAttribute("aria-pressed", "true");
    await picture(marketer, "4-signed-off");
}

// Whom both teams would hit is said while the invitation is carried, before it is dropped.
async function carry_over_a_busy_day({ marketer, on, month, audience, picture }: Story): Promise<string> {
    const [letter = ""] = await fill_day(marketer, on(3, 1), ["Invitation by post"], { kind: "release", audience_ids: [audience] });
    await marketer.goto(month);
    const face = await tile(marketer, "Invitation by post").boundingBox();
    const there = await day(marketer, on(1, 3)).boundingBox();
    if (!face || !there) throw new Error("the month is not on the screen");
    await marketer.mouse.move(face.x + 30, face.y + 8);
    await marketer.mouse.down();
    await marketer.mouse.move(face.x + 40, face.y + 14, { steps: 2 });
    await marketer.mouse.move(there.x + 60, there.y + 60, { steps: 8 });
    await expect(marketer.getByText("8 accounts would hear from us more than 2 times in 7 days", { exact: true })).toBeVisible();
    await picture(marketer, "5-while-dragging");
    await marketer.mouse.up();
    await expect(tile_on(marketer, "Invitation by post", on(1, 3))).toBeVisible();
    return letter;
}

async function put_off_all(card: Locator): Promise<void> {
    const later = card.getByRole("button", { name: "Later" });
    await expect(async () => {
        for (const one of await later.all()) await one.click({ timeout: 1_000 });
        expect(await later.count()).toBe(0);
    }).toPass();
}

// The rep is asked, sees the card come, and declines.
async function ask_and_be_declined({ marketer, rep, month, picture }: Story, letter: string): Promise<void> {
    const card = rep.getByRole("region", { name: "Asked of you" });
    await put_off_all(card); // others may have asked before
    await marketer.goto(`${month}&entry=${letter}`);
    const radar = radar_of(marketer);
    await radar.getByRole("button", { name: "Ask Mara" }).first().click();
    const ask = marketer.getByRole("dialog", { name: "Ask Mara" });
    await ask.getByRole("textbox").fill("Yours is a call, mine a letter. Fine?");
    await ask.getByRole("button", { name: "Ask Mara" }).click();
    await expect(card.getByText("Yours is a call, mine a letter. Fine?")).toBeVisible();
    await picture(rep, "6-asked");
    await card.getByLabel("A sentence to go with it").fill("They asked for quiet this week");
    await card.getByRole("button", { name: "Decline" }).click();
    await expect(radar.getByText("Mara declines: “They asked for quiet this week”")).toBeVisible();
    await picture(marketer, "7-declined");
}

// The first day that breaks no rule is one press away.
async function take_the_free_day({ marketer, rep, on, picture }: Story): Promise<void> {
    const [radar, free] = [radar_of(marketer), on(2, 0)];
    await radar.getByRole("button", { name: `Move to ${words(free)}` }).click();
    await expect(radar.getByText("8 accounts will hear from us. Every rule is kept.")).toBeVisible();
    await expect(tile_on(rep, "Invitation by post", free)).toBeVisible();
    await picture(marketer, "8-free-day");
}

// What to say travels to the rep's phone.
async function fill_the_pocket({ marketer, rep, month }: Story): Promise<void> {
    await marketer.goto(month);
    const push = await open(marketer, "Personal invitations to Cold chain");
    await push.getByRole("textbox", { name: "Add a talking point" }).fill("Two of three losses happen at the dock");
    await marketer.keyboard.press("Enter");
    await expect(push.getByRole("list", { name: "Talking points" }).getByRole("textbox").first()).toHaveValue("Two of three losses happen at the dock");
    const link = await send(rep, "feed_link.create", { name: "Phone", kinds: ["push"] });
    const feed = await (await rep.request.get(`/feeds/${link.secrets?.token}/plan.ics`)).text();
    expect(feed.replaceAll("\r\n ", "")).toMatch(/SUMMARY:[^\r]*Personal invitations to Cold chain[\s\S]*Two of three losses happen at the dock|Two of three losses happen at the dock[\s\S]*SUMMARY:[^\r]*Personal invitations/);
}

// The whole campaign moves a week on, and one undo takes it back.
async function move_all_and_take_it_back({ marketer, rep, on, month, picture }: Story): Promise<void> {
    await marketer.goto(month);
    await drag(marketer, "Cold chain: landing page", on(0, 1));
    await line(marketer, "Moved").getByRole("button", { name: "Undo" }).click();
    const campaign = await open(marketer, "Cold chain");
    await campaign.getByRole("button", { name: new RegExp(words(on(0)).slice(4)) }).first().click();
    await marketer.getByLabel("From", { exact: true }).fill(on(1));
    await marketer.keyboard.press("Escape");
    const move = marketer.getByRole("dialog", { name: /Move/ });
    await picture(marketer, "9-what-moves");
    await move.getByRole("button", { name: /^Move 10 entries/ }).click();
    await expect(tile_on(rep, "Cold chain: landing page", on(1))).toBeVisible();
    await line(marketer, "Moved").getByRole("button", { name: "Undo" }).click();
    await expect(tile_on(rep, "Cold chain: landing page", on(0))).toBeVisible();
    await picture(rep, "10-taken-back");
}

test("a webinar is planned by two teams: template, gate, sign-off, radar, a question declined, a free day, the pocket, one undo", async ({ sign_in }) => {
    test.slow(); // many steps, two browsers
    const on = days();
    const month = `/?view=month&on=${on(1)}`;
    const marketer = await sign_in("marketer", { path: month });
    const rep = await sign_in("rep", { path: month });
    const lead = await sign_in("admin", { path: "/settings/gates" });
    const picture = (page: Page, name: string) => page.screenshot({ path: `../../build/screenshots/story-${name}.png`, animations: "disabled" });
    const gate = await send(lead, "gate.create", { kind: "event", status: "confirmed", rules: [], sign_offs: 1, sign_off_team: "sales" });
    const story = { marketer, rep, on, month, picture, audience: await crowd(marketer, "Storyland") };
    await busy_week(rep, story.audience, on(1), { owner_id: await member_id(rep) });
    await expect(tile(marketer, "Calls to the ports")).toBeVisible();

    await plan_from_template(story);
    await pass_the_gate(story);
    await ask_and_be_declined(story, await carry_over_a_busy_day(story));
    await take_the_free_day(story);
    await fill_the_pocket(story);
    await move_all_and_take_it_back(story);
    await send(lead, "gate.delete", { id: gate.id });
});

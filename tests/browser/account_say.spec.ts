// What may be said to an account: by what reaches it, told live on its page and beside the next account on Today.
import { type Page } from "@playwright/test";
import { snapshot_of } from "./support/account_screens";
import { fill_day, send } from "./support/calendar";
import { expect, test } from "./support/fixtures";

interface Named { id: string; name: string }

const date = (days: number) => new Date(Date.now() + days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });

/** A release of some days that reaches the account. */
async function reach(page: Page, account: string, title: string, from: number, to: number): Promise<string> {
    const { id } = await send(page, "audience.create", { name: `For ${title}`, account_ids: [account] });
    const [entry] = await fill_day(page, date(from), [title], { kind: "release", status: "planned", when: { starts_on: date(from), ends_on: date(to) }, audience_ids: [id] });
    return entry ?? "";
}

/** Skips to an account about which nothing is to be said yet: to which ones the demo speaks changes with the day. Its id. */
async function next_unspoken(page: Page): Promise<string> {
    const next = page.getByRole("region", { name: "Next account" });
    const accounts = await snapshot_of<Named>(page, "accounts");
    for (let skipped = 0; skipped < accounts.length; skipped++) {
        const name = await next.getByRole("heading").getByRole("button").innerText();
        const id = accounts.find((one) => one.name === name)?.id ?? "";
        const { points } = (await (await page.request.get(`/api/accounts/${id}/say?on=${date(0)}`)).json()) as { points: unknown[] };
        if (points.length === 0) return id;
        await next.getByRole("button", { name: /^Skip/ }).click();
        await expect(next.getByRole("heading").getByRole("button")).not.toHaveText(name);
    }
    throw new Error("the demo speaks to everyone");
}

test("what reaches an account, and what may be said about it, stands on its page as it comes", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/accounts" });
    const marketer = await sign_in("marketer", { path: "/accounts" });
    const { id: account = "" } = await send(rep, "account.create", { name: "Still waters" }); // the demo reaches others on other days
    await rep.goto(`/accounts?account=${account}`);
    const say = rep.getByRole("region", { name: "What may be said today" });
    await expect(say.getByText("Nothing reaches them these days")).toBeVisible();

    const letter = await reach(marketer, account, "Letter about winter slots", -1, 2);
    await reach(marketer, account, "Film of the yard", 3, 5);
    await send(marketer, "talking_point.create", { entry_id: letter, text: "Not before next month", embargo_until: date(30) });
    await send(marketer, "talking_point.create", { entry_id: letter, text: "Ask how long trucks wait" });
    const points = say.getByRole("list", { name: "Talking points" }).getByRole("listitem");
    await expect(points.first()).toContainText("Ask how long trucks wait");
    await expect(points.last()).toContainText("Not before next month");
    await expect(say.getByRole("heading", { name: "Soon, not to be told before" })).toBeVisible();
    await expect(say.getByRole("button", { name: "Film of the yard" })).toBeVisible();

    await send(marketer, "entry.update", { id: letter, excluded_account_ids: [account] });
    await expect(say.getByRole("button", { name: "Letter about winter slots" })).toBeHidden();
});

test("on the phone, beside the next account of Today, stands what else they hear from us", async ({ sign_in }) => {
    const rep = await sign_in("rep", { path: "/today", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const letter = await reach(rep, await next_unspoken(rep), "Newsletter on gate times", -1, 2);
    await send(rep, "talking_point.create", { entry_id: letter, text: "Gate times are in the newsletter" });
    const also = rep.getByRole("group", { name: "They also hear from us" });
    await expect(also.getByRole("button", { name: "Newsletter on gate times" })).toBeVisible();
    await expect(also.getByRole("list", { name: "What else may be said" })).toContainText("Gate times are in the newsletter");
});

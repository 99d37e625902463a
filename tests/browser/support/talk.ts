// What the screens of comments and of the inbox show.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";
import { type Own } from "./fixtures";

/** An entry that both teams talk about; made when it is first looked at. */
async function talked_about(page: Page, own: Own): Promise<string> {
    const on = "2028-07-11";
    const { entries } = (await (await page.request.get(`/api/entries?from=${on}&to=2028-07-12`)).json()) as { entries: { id: string; title: string }[] };
    const found = entries.find(({ title }) => title === "Cold chain webinar");
    if (found) return found.id;
    const snapshot = (await (await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02")).json()) as { me: string; members: { id: string; name: string; email: string }[] };
    const me = snapshot.members.find(({ id }) => id === snapshot.me);
    const [entry_id = ""] = await fill_day(page, on, ["Cold chain webinar"], { kind: "event" });
    const rep = await own.sign_in("rep");
    await send(rep, "comment.create", { entry_id, text: `Three of my accounts asked for this. @${me?.name ?? ""}, can we say “free until March”?`, mention_ids: [me?.id] });
    const { id: comment_id } = await send(page, "comment.create", { entry_id, text: "Yes, from the first of July on.\nThe landing page says so too." });
    for (const kind of ["up", "celebrate"]) await send(rep, "reaction.create", { comment_id, kind });
    for (const one of [page, rep]) await send(one, "reaction.create", { entry_id, kind: "up" });
    await send(rep, "entry.update", { id: entry_id, owner_id: me?.id });
    return entry_id;
}

export async function open_comments(page: Page, own: Own): Promise<void> {
    await page.goto(`/?view=month&on=2028-07-11&entry=${await talked_about(page, own)}`);
    const composer = page.getByRole("textbox", { name: /^Comment on/ });
    await composer.scrollIntoViewIfNeeded();
    await composer.pressSequentially("Thanks @to");
    await page.getByRole("listbox", { name: "Members" }).waitFor();
}

export async function open_inbox(page: Page, own: Own): Promise<void> {
    await talked_about(page, own);
    await page.reload();
    await page.getByRole("list", { name: "Notifications" }).waitFor();
}

// Accounts that both teams would reach too often, for the radar's tests and screens.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";

/** Eight accounts of a region of their own and the audience of them; made when first asked for. Its id. */
export async function crowd(page: Page, region: string): Promise<string> {
    const snapshot = (await (await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02")).json()) as { audiences: { id: string; name: string }[] };
    const found = snapshot.audiences.find(({ name }) => name === `Ports of ${region}`);
    if (found) return found.id;
    const towns = ["Emden", "Kiel", "Lübeck", "Rostock", "Stade", "Wismar", "Husum", "Brake"];
    for (const town of towns) await send(page, "account.create", { name: `Hafen ${town}`, region });
    const { id } = await send(page, "audience.create", { name: `Ports of ${region}`, kind: "rule", conditions: [`region is ${region}`] });
    return id ?? "";
}

/** Two touches of them in one week: a third is one too many on the days around. The ids of both. */
export async function busy_week(page: Page, audience: string, monday: string, more: object = {}): Promise<string[]> {
    const day = (days: number) => new Date(Date.parse(monday) + days * 86_400_000).toISOString().slice(0, 10);
    const to = { audience_ids: [audience], status: "confirmed", ...more };
    const mail = await fill_day(page, day(0), ["Newsletter to the ports"], { ...to, kind: "release", channel: "email" });
    const call = await fill_day(page, day(2), ["Calls to the ports"], { ...to, kind: "push", channel: "phone" });
    return [...mail, ...call];
}

export async function member_id(page: Page): Promise<string> {
    const snapshot = (await (await page.request.get("/api/snapshot?from=2028-01-01&to=2028-01-02")).json()) as { me: string };
    return snapshot.me;
}

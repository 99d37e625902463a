// The screens of gates: the settings, and an entry that one keeps.
import { type Page } from "@playwright/test";
import { fill_day, send } from "./calendar";
import { type Screen } from "./screens";

/** Gates of what other tests leave alone: the server is theirs, too. */
async function gates(page: Page): Promise<void> {
    const snapshot = (await (await page.request.get("/api/snapshot?from=2028-08-01&to=2028-08-02")).json()) as { gates: { kind: string; status: string }[] };
    const wanted = [
        { kind: "release", status: "live", rules: ["owner", "links", "checklist"] },
        { kind: "review", status: "done", rules: ["date"], sign_offs: 2, sign_off_role: "lead" },
    ];
    for (const gate of wanted)
        if (!snapshot.gates.some(({ kind, status }) => kind === gate.kind && status === gate.status)) await send(page, "gate.create", gate);
    await page.goto("/settings/gates");
    await page.getByRole("heading", { name: "Content release → Live" }).waitFor();
}

export const gate_screens: Screen[] = [
    { name: "gates", path: "/settings/gates", who: "admin", act: gates },
    {
        name: "gate-form",
        path: "/settings/gates",
        who: "admin",
        act: async (page) => {
            await gates(page);
            await page.getByRole("button", { name: "New gate" }).click();
            await page.getByRole("dialog", { name: "New gate" }).waitFor();
        },
    },
    {
        name: "gate-in-the-way",
        path: "/settings/gates",
        who: "admin",
        act: async (page) => {
            await gates(page);
            const [landing_page_id] = await fill_day(page, "2028-08-14", ["Landing page: autumn release"], { kind: "release", status: "planned" });
            const [entry_id = ""] = await fill_day(page, "2028-08-15", ["Autumn release"], { kind: "release", status: "confirmed", landing_page_id });
            for (const [text, done] of [["Legal has read it", true], ["Pictures chosen", false]] as const) await send(page, "checklist_item.create", { entry_id, text, done });
            await page.goto(`/?view=month&on=2028-08-15&entry=${entry_id}`);
            await page.getByText(/^Live needs/).waitFor();
        },
    },
];

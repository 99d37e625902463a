"""The lines about what a plan and a journey are asked: over HTTP, CPU of the whole server for each answer."""
import time

from import_file import send_file
from load import median
from workspace import DAY, line

ACCOUNTS, PROSPECTS, PUSHES, ITEMS, CHILDREN, ROUNDS = 2_000, 20_000, 200, 50, 1_999, 15
STAGES = ["awareness", "interest", "consideration", "purchase", "loyalty"]


def measured(workspace, what, bar, ask, before=lambda number: None):
    """The middle one; what comes `before` each is not part of it."""
    cpu, wall = [], []
    for number in range(ROUNDS):
        before(number)
        used, began = workspace.cpu(), time.perf_counter()
        ask(number)
        wall.append((time.perf_counter() - began) * 1e3)
        cpu.append((workspace.cpu() - used) / 1e6)
    line(what, f"{median(cpu):.2f} ms", f"p50 {median(wall):.1f} ms", f"≤ {bar} ms", median(cpu) <= bar)


def get(workspace, path):
    status, _, body = workspace.client.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"GET {path}: {status} {body[:300]!r}")
    return body


def fill(workspace, kind, rows):
    answer, _ = send_file(workspace.client, f"/api/import/csv?kind={kind}", "\n".join(rows) + "\n", "text/csv")
    if answer["created"] != len(rows) - 1:
        raise RuntimeError(f"{kind}: {answer}")


def journey(workspace, _):
    """The board, and what may be said to one account of it: both as pages ask for them."""
    fill(workspace, "accounts", ["Company,Domain"] + [f"Company {n},c{n}.example" for n in range(ACCOUNTS)])
    fill(workspace, "prospects", ["Name,Email,Company,Stage"] + [
        f"Person {n},p{n}@example.com,c{n % ACCOUNTS}.example,{STAGES[n % len(STAGES)]}" for n in range(PROSPECTS)])
    measured(workspace, f"journey board of {PROSPECTS:,} prospects", 20, lambda _: get(workspace, "/api/journey"))
    accounts = [account["id"] for account in workspace.client.snapshot()["accounts"]][:500]
    audience = workspace.do("audience.create", name="All", kind="list", account_ids=accounts)["id"]
    pushes(workspace, workspace.calendar, audience_ids=[audience])
    measured(workspace, f"what to say to an account of {PUSHES} pushes", 10,
             lambda number: get(workspace, f"/api/accounts/{accounts[number]}/say?on={DAY['starts_on']}"))


def pushes(workspace, calendar, **more):
    """Each with an offer of its own and with points of both; the ids of the offers."""
    offers = []
    for number in range(PUSHES):
        offer = workspace.do("offer.create", name=f"Offer {number}", summary="A tenth less until the end of the quarter.")["id"]
        workspace.do("talking_point.create", offer_id=offer, text="Ask how they handle month end today.")
        entry = workspace.do("entry.create", calendar_id=calendar, kind="push", title=f"Push {number}", status="confirmed",
                             when=DAY, offer_ids=[offer], **more)["id"]
        workspace.do("talking_point.create", entry_id=entry, text="Mention the webinar on Thursday.")
        offers.append(offer)
    return offers


def card(workspace, _):
    """A feed whose every card is made anew, since what may be said has changed."""
    calendar = workspace.add_calendar("Pushes")
    offers = pushes(workspace, calendar)
    path = f"/feeds/{workspace.do('feed_link.create', name='Card', calendar_ids=[calendar], detail='full')['secrets']['token']}"
    measured(workspace, f"feed of {PUSHES} pushes, after an offer changed", 5,
             lambda number: said(get(workspace, path + "/card.ics"), f"Now offer {number}"),
             lambda number: workspace.do("offer.update", id=offers[number], summary=f"Now offer {number}"))


def said(body, words):
    if words not in body.decode().replace("\r\n ", ""):
        raise RuntimeError(f"the feed does not say “{words}”")


def template(workspace, _):
    whole = workspace.do("template.create", name="Launch", days=60)["id"]
    for number in range(ITEMS):
        workspace.do("template_item.create", template_id=whole, title=f"{{title}}: step {number}", kind="event", day=number,
                     working_days=True, checklist=["Brief", "Draft"])
    measured(workspace, f"template of {ITEMS} items, used", 20,
             lambda number: workspace.do("template.use", template_id=whole, calendar_id=workspace.calendar,
                                         title=f"Launch {number}", starts_on="2026-03-02"))


def shift_preview(workspace, _):
    campaign = workspace.do("entry.create", calendar_id=workspace.calendar, kind="campaign", title="Campaign", when=DAY)["id"]
    for number in range(CHILDREN):
        workspace.do("entry.create", calendar_id=workspace.calendar, kind="push", title=f"Push {number}", when=DAY,
                     parent_id=campaign)
    measured(workspace, f"shift of a campaign of {CHILDREN:,} children, shown", 20,
             lambda number: get(workspace, f"/api/shift?ids={campaign}&days={number + 1}&children=true"))

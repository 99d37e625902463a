"""A calendar file or a table as large as one asks for, and how a page sends it to be imported."""
import datetime
import http.client
import json
import time

TEXT = ("Agenda: what the quarter has brought\\, what the field hears of it\\, and which accounts are asked again. "
        "Slides and the list of guests are in the usual folder\\; please say by Friday who comes.")


def event(number):
    """About 500 bytes, as Google writes them; each tenth repeats, in a zone."""
    start = datetime.datetime(2026, 1, 5, 9) + datetime.timedelta(hours=number % 8000)
    stamp = "%Y%m%dT%H%M%S"
    repeats = "RRULE:FREQ=WEEKLY;COUNT=12\r\n" if number % 10 == 0 else ""
    return (f"BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:{start:{stamp}}\r\n"
            f"DTEND;TZID=Europe/Berlin:{start + datetime.timedelta(hours=1):{stamp}}\r\n{repeats}"
            f"DTSTAMP:20260101T080000Z\r\nUID:{number:026d}@bench.example\r\nCREATED:20260101T080000Z\r\n"
            f"DESCRIPTION:{TEXT[:60]}\r\n {TEXT[60:130]}\r\n {TEXT[130:]}\r\nLAST-MODIFIED:20260101T080000Z\r\n"
            f"LOCATION:Room {number % 40}\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\nSUMMARY:Review {number}\r\n"
            "TRANSP:OPAQUE\r\nEND:VEVENT\r\n")


def file_of(size):
    parts, length, number = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\n"], 0, 0
    while length < size:
        parts.append(event(number))
        length += len(parts[-1])
        number += 1
    return "".join(parts[:-1]) + "END:VCALENDAR\r\n", number - 1


def table_of(rows):
    """So many accounts under a first row, as a German spreadsheet writes them."""
    lines = ["Company;Domain;City;Employees;Region;Rating;Note"]
    lines += [f"Company {number} GmbH;c{number}.example;Hamburg;10;DACH;B;met at the fair" for number in range(rows)]
    return "\n".join(lines) + "\n"


def send(client, calendar, text):
    """The answer, and how long it took."""
    return send_file(client, f"/api/import?calendar={calendar}", text, "text/calendar; charset=utf-8")


def send_table(client, text, more=""):
    """Of accounts."""
    return send_file(client, "/api/import/csv?kind=accounts" + more, text, "text/csv; charset=utf-8")


def send_file(client, path, text, content_type):
    connection = http.client.HTTPConnection("127.0.0.1", client.port, timeout=120)
    began = time.perf_counter()
    connection.request("POST", path, text.encode(),
                       {"Origin": f"http://127.0.0.1:{client.port}", "Cookie": client.cookie, "Content-Type": content_type})
    answer = connection.getresponse()
    body = json.loads(answer.read())
    took = time.perf_counter() - began
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"import: {answer.status} {body}")
    return body, took

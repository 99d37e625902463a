"""python3-caldav as an app: it keeps what sync-collection brings, and asks the server by time besides."""
from datetime import datetime, timedelta, timezone

import caldav
import icalendar
import pytz  # icalendar writes the name of its zones; of others it writes "CET"
import recurring_ical_events

from apps import ZONE

zone = pytz.timezone(ZONE)


def moment(text):
    return zone.localize(datetime.fromisoformat(text))


def local(value):
    return value.astimezone(zone).strftime("%Y-%m-%dT%H:%M")


def events(held):
    return [part for part in held.icalendar_instance.subcomponents if part.name == "VEVENT"]


class App:
    def __init__(self, _folder, address, email, password, calendar=None):
        self.client = caldav.DAVClient(address, username=email, password=password)
        self.found = self.client.principal().calendars()
        self.calendar = next(each for each in self.found if calendar in (None, each.name))
        self.held = self.calendar.objects(load_objects=True)

    def calendars(self):
        return [str(calendar.name) for calendar in self.found]

    def create(self, title, start, minutes, until=None):
        times = {"dtstart": moment(start), "dtend": moment(start) + timedelta(minutes=minutes), "summary": title}
        if until:
            times["rrule"] = {"FREQ": "WEEKLY", "UNTIL": moment(until).astimezone(timezone.utc)}
        self.calendar.save_event(**times)
        self.sync()

    def _find(self, title):
        self.sync()
        return next(each for each in self.held if any(event["SUMMARY"] == title for event in events(each)))

    def move(self, title, start, minutes):
        object = self._find(title)
        for event in events(object):
            event["DTSTART"].dt, event["DTEND"].dt = moment(start), moment(start) + timedelta(minutes=minutes)
        object.save()

    def move_once(self, title, occurrence, start, minutes):
        object = self._find(title)
        master = events(object)[0]
        once = icalendar.Event()
        once.add("uid", master["UID"])
        once.add("dtstamp", datetime.now(timezone.utc))
        once.add("summary", title)
        once.add("recurrence-id", moment(occurrence))
        once.add("dtstart", moment(start))
        once.add("dtend", moment(start) + timedelta(minutes=minutes))
        object.icalendar_instance.add_component(once)
        object.save()

    def delete_once(self, title, occurrence):
        object = self._find(title)
        events(object)[0].add("exdate", moment(occurrence))
        object.save()

    def delete(self, title):
        self._find(title).delete()

    def sync(self):
        self.held.sync()

    def occurrences(self, first, last, _wanted=None):
        between = moment(first), moment(last)
        held = sorted([local(each["DTSTART"].dt), str(each["SUMMARY"])] for object in self.held
                      for each in recurring_ical_events.of(object.icalendar_instance).between(*between))
        asked = sorted([local(each["DTSTART"].dt), str(each["SUMMARY"])]
                       for object in self.calendar.date_search(*between, expand=True) for each in events(object))
        if held != asked:
            raise ValueError(f"synced {held}, found by time {asked}")
        return held

    def close(self):
        self.client.close()

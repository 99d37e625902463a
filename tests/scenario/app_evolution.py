"""Evolution's data server (registry and calendar factory, as the desktop has them) on a bus of its own, without a desktop:
no keyring, so the password is given when the backend asks for it. What it shows is what its cache holds."""
import os
import select
import signal
import subprocess
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import gi

from apps import ZONE

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")

from gi.repository import ECal, EDataServer, Gio, GLib, GObject, ICalGLib  # noqa: E402

SERVICES = ("Sources5", "Calendar8")
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen><auth>EXTERNAL</auth>
<servicedir>{folder}/services</servicedir>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""
ALL = "#t"  # a query of the data server that every entry passes


def start_bus(folder):
    """The bus's process. Only the two services can be started over it, whatever else is installed."""
    (folder / "services").mkdir()
    (folder / "run").mkdir(mode=0o700)
    for name in (f"org.gnome.evolution.dataserver.{each}.service" for each in SERVICES):
        (folder / "services" / name).symlink_to(f"/usr/share/dbus-1/services/{name}")
    (folder / "bus.conf").write_text(BUS.format(folder=folder))
    os.environ.update(XDG_RUNTIME_DIR=str(folder / "run"), GSETTINGS_BACKEND="memory", GIO_USE_VFS="local",
                      GIO_USE_NETWORK_MONITOR="base")
    bus = subprocess.Popen(["dbus-daemon", "--nofork", "--print-address", "--config-file", str(folder / "bus.conf")],
                           stdout=subprocess.PIPE, text=True)
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    return bus


def wait_for_end(pid):
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    select.select([handle], [], [], 10)
    os.close(handle)


class App:
    def __init__(self, folder, address, email, password, calendar=None):
        self.bus = start_bus(Path(folder))
        try:
            self._begin(address, email, password, calendar)
        except BaseException:
            self.bus.terminate()  # the services end without their bus
            raise

    def _begin(self, address, email, password, calendar):
        threading.Thread(target=GLib.MainLoop().run, daemon=True).start()
        self.changed = threading.Event()
        self.registry = EDataServer.SourceRegistry.new_sync(None)
        self._answer_questions_for_the_password(email, password)
        self.found = self._discover(address, email)
        self.client = self._open(next(each for each in self.found if calendar in (None, each.get_display_name())))

    def _answer_questions_for_the_password(self, email, password):
        self.credentials = EDataServer.NamedParameters.new()
        self.credentials.set("username", email)
        self.credentials.set("password", password)

        def give(_registry, source, _reason, _certificate, _errors, _error):
            source.invoke_authenticate(self.credentials, None, lambda source, done: source.invoke_authenticate_finish(done))
        self.registry.connect("credentials-required", give)

    def _source(self, address, email):
        at = GLib.Uri.parse(address, GLib.UriFlags.ENCODED)
        source = EDataServer.Source.new(None, None)
        source.get_extension("Calendar").set_backend_name("caldav")
        sign_in = source.get_extension("Authentication")
        sign_in.set_host(at.get_host())
        sign_in.set_port(at.get_port())
        sign_in.set_user(email)
        sign_in.set_method("plain/password")
        source.get_extension("Security").set_method("none")
        source.get_extension("WebDAV Backend").set_resource_path(at.get_path())
        return source

    def _discover(self, address, email):
        """Its own discovery, as behind "Find Calendars": a source for each calendar."""
        answer = EDataServer.webdav_discover_sources_sync(self._source(address, email), address,
                                                     EDataServer.WebDAVDiscoverSupports.EVENTS, self.credentials, None)
        sources = []
        for each in answer.out_discovered_sources:
            sources.append(self._source(each.href, email))
            sources[-1].set_display_name(each.display_name)
        return sources

    def _open(self, source):
        self.registry.commit_source_sync(source, None)
        known = self.registry.ref_source(source.get_uid())
        client = ECal.Client.connect_sync(known, ECal.ClientSourceType.EVENTS, 30, None)
        writable = threading.Event()  # it learns of its rights after it is connected
        GObject.Object.connect(client, "notify::readonly", lambda *_: client.is_readonly() or writable.set())
        if client.is_readonly() and not writable.wait(20):
            raise ValueError(f"{source.get_display_name()} may only be read")
        berlin = ICalGLib.Timezone.get_builtin_timezone(ZONE)
        client.add_timezone_sync(berlin, None)
        client.set_default_timezone(berlin)
        self.zone = berlin
        _, self.view = client.get_view_sync(ALL, None)
        for signal_name in ("objects-added", "objects-modified", "objects-removed"):
            self.view.connect(signal_name, lambda *_: self.changed.set())
        self.view.start()
        return client

    def calendars(self):
        return [source.get_display_name() for source in self.found]

    def _property(self, make, text):
        stamp = datetime.fromisoformat(text)
        value = ICalGLib.Time.new_from_string(f"{stamp:%Y%m%dT%H%M%S}")
        made = make(value)
        made.add_parameter(ICalGLib.Parameter.new_tzid(self.zone.get_tzid()))
        return made

    def _set_times(self, event, start, minutes):
        for kind in (ICalGLib.PropertyKind.DTSTART_PROPERTY, ICalGLib.PropertyKind.DTEND_PROPERTY,
                     ICalGLib.PropertyKind.DURATION_PROPERTY):
            while (old := event.get_first_property(kind)) is not None:
                event.remove_property(old)
        ends = datetime.fromisoformat(start) + timedelta(minutes=minutes)
        event.add_property(self._property(ICalGLib.Property.new_dtstart, start))
        event.add_property(self._property(ICalGLib.Property.new_dtend, ends.isoformat()))

    def create(self, title, start, minutes, until=None):
        event = ICalGLib.Component.new_vevent()
        event.set_summary(title)
        self._set_times(event, start, minutes)
        if until:
            last = datetime.fromisoformat(until).astimezone(timezone.utc)
            rule = ICalGLib.Recurrence.new_from_string(f"FREQ=WEEKLY;UNTIL={last:%Y%m%dT%H%M%SZ}")
            event.add_property(ICalGLib.Property.new_rrule(rule))
        self.client.create_object_sync(event, ECal.OperationFlags.NONE, None)

    def _find(self, title):
        _, found = self.client.get_object_list_sync(f'(contains? "summary" "{title}")', None)
        return next(each for each in found if each.get_recurrenceid().is_null_time())

    def move(self, title, start, minutes):
        event = self._find(title)
        self._set_times(event, start, minutes)
        self.client.modify_object_sync(event, ECal.ObjModType.ALL, ECal.OperationFlags.NONE, None)

    def move_once(self, title, occurrence, start, minutes):
        event = self._at_occurrence(title, occurrence, start, minutes)
        event.remove_property(event.get_first_property(ICalGLib.PropertyKind.RRULE_PROPERTY))
        self.client.modify_object_sync(event, ECal.ObjModType.THIS, ECal.OperationFlags.NONE, None)

    def move_following(self, title, occurrence, start, minutes):
        event = self._at_occurrence(title, occurrence, start, minutes)
        self.client.modify_object_sync(event, ECal.ObjModType.THIS_AND_FUTURE, ECal.OperationFlags.NONE, None)

    def _at_occurrence(self, title, occurrence, start, minutes):
        event = self._find(title).clone()
        event.add_property(self._property(ICalGLib.Property.new_recurrenceid, occurrence))
        self._set_times(event, start, minutes)
        return event

    def delete_once(self, title, occurrence):
        stamp = f"{datetime.fromisoformat(occurrence):%Y%m%dT%H%M%S}"
        self.client.remove_object_sync(self._find(title).get_uid(), stamp, ECal.ObjModType.THIS,
                                       ECal.OperationFlags.NONE, None)

    def delete(self, title):
        self.client.remove_object_sync(self._find(title).get_uid(), None, ECal.ObjModType.ALL,
                                       ECal.OperationFlags.NONE, None)

    def sync(self):
        """Begins it. The data server does not say when it is through, so `occurrences` waits for what is wanted."""
        self.changed.clear()
        self.client.refresh_sync(None)

    def _occurrences(self, first, last):
        found = []

        def take(event, start, _end, *_):
            at = datetime.fromtimestamp(start.as_timet_with_zone(start.get_timezone()))
            found.append([f"{at:%Y-%m-%dT%H:%M}", event.get_summary()])
            return True
        begins, ends = (int(datetime.fromisoformat(each).timestamp()) for each in (first, last))
        self.client.generate_instances_sync(begins, ends, None, take)
        return sorted(found)

    def occurrences(self, first, last, wanted=None):
        """What it shows once that is `wanted`, or after half a minute."""
        deadline = time.monotonic() + 30
        while True:
            self.changed.clear()
            shown = self._occurrences(first, last)
            left = deadline - time.monotonic()
            if wanted is None or shown == wanted or left <= 0:
                return shown
            if not self.changed.wait(min(left, 5)):
                self.client.refresh_sync(None)  # one that comes while another runs may be left out

    def _pids(self):
        """Of everyone on the bus but itself and the bus."""
        bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

        def call(method, *words):
            given = GLib.Variant("(" + "s" * len(words) + ")", words) if words else None
            return bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, given, None,
                                 Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        return {call("GetConnectionUnixProcessID", name) for name in call("ListNames")} - {os.getpid(), self.bus.pid}

    def close(self):
        """The services end when they are told, then the bus; each by its process."""
        pids = self._pids()
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
        for pid in pids:
            wait_for_end(pid)
        self.bus.terminate()
        self.bus.wait(timeout=10)
        os._exit(0)  # the bus is gone, and the library would have a word with it at exit

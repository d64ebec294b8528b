# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a real window the way a person with a screen reader and a keyboard does, through AT-SPI and X.

A scenario looks things up by role and by the name that a screen reader would say, so it also proves that the
name is there. Nothing sleeps: every look-up is repeated until it holds or its deadline has passed.
"""
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

POLL = 0.02
DEADLINE = float(os.environ.get("KABINET_UI_DEADLINE", "30"))
GONE = Atspi.StateType.DEFUNCT


class NotThere(AssertionError):
    """What was looked for did not appear in time."""


def eventually(look, what, deadline=None):
    """Repeat LOOK until it returns something true; an object that dies meanwhile counts as not yet."""
    end = time.monotonic() + (deadline or DEADLINE)
    while True:
        try:
            found = look()
            if found:
                return found
        except GLib.Error:
            pass
        if time.monotonic() > end:
            raise NotThere("did not see %s" % what)
        time.sleep(POLL)


class Thing:
    """One object of the accessibility tree."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __repr__(self):
        return "%s %r" % (self.role, self.name)

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def text(self):
        count = Atspi.Text.get_character_count(self.accessible)
        return Atspi.Text.get_text(self.accessible, 0, count)

    def has(self, *states):
        found = self.accessible.get_state_set()
        return all(found.contains(state) for state in states)

    @property
    def showing(self):
        return self.has(Atspi.StateType.SHOWING) and not self.has(GONE)

    @property
    def sensitive(self):
        return self.has(Atspi.StateType.SENSITIVE)

    @property
    def checked(self):
        return self.has(Atspi.StateType.CHECKED)

    @property
    def focused(self):
        return self.has(Atspi.StateType.FOCUSED)

    def below(self, depth=60):
        """Everything below, parents before children."""
        for index in range(self.accessible.get_child_count()):
            try:
                child = self.accessible.get_child_at_index(index)
                if child is None:
                    continue
                thing = Thing(child)
                yield thing
                if depth:
                    yield from thing.below(depth - 1)
            except GLib.Error:
                continue

    def look(self, role=None, name=None, that=None, showing=True):
        """The first thing that fits now, or None. NAME is a text or a predicate over names."""
        for thing in self.below():
            try:
                if role is not None and thing.role != role:
                    continue
                if name is not None and not (name(thing.name) if callable(name) else thing.name == name):
                    continue
                if showing and not thing.showing:
                    continue
                if that is None or that(thing):
                    return thing
            except GLib.Error:
                continue
        return None

    def find(self, role=None, name=None, that=None, deadline=None, showing=True):
        what = "%s %s" % (role or "anything", "that fits" if callable(name) else repr(name))
        return eventually(lambda: self.look(role, name, that, showing), what, deadline)

    def find_text(self, part, deadline=None):
        """A label, a button or a row whose name has PART in it."""
        return eventually(lambda: self.look(name=lambda name: part in name), "the text %r" % part, deadline)

    def gone(self, role=None, name=None, deadline=None):
        eventually(lambda: self.look(role, name) is None, "%s %r go away" % (role, name), deadline)

    def says(self, part):
        """Whether a screen reader finds PART anywhere below now."""
        return self.look(name=lambda name: part in name) is not None

    def act(self, *names):
        """Do the first of the named actions that the object has."""
        count = Atspi.Action.get_n_actions(self.accessible)
        have = [Atspi.Action.get_action_name(self.accessible, i) for i in range(count)]
        for name in names:
            if name in have:
                if not Atspi.Action.do_action(self.accessible, have.index(name)):
                    raise NotThere("%r refused %s" % (self, name))
                return self
        raise NotThere("%r has no action of %s, only %s" % (self, names, have))

    def press(self):
        eventually(lambda: self.sensitive, "%r being usable" % self)
        return self.act("click", "activate", "toggle")

    def type(self, text):
        """Replace what the entry holds."""
        eventually(lambda: self.sensitive, "%r being usable" % self)
        if not Atspi.EditableText.set_text_contents(self.accessible, text):
            raise NotThere("%r cannot be written" % self)
        return self

    def extents(self):
        box = Atspi.Component.get_extents(self.accessible, Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height


class Program:
    """Kabinet under test: its process, its window, a keyboard and a mouse."""

    def __init__(self, arguments, environment=None, log=None):
        Atspi.init()
        self.log = open(log, "wb") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            arguments, stdout=self.log, stderr=subprocess.STDOUT if log else subprocess.DEVNULL,
            env=dict(os.environ, GTK_A11Y="atspi", **(environment or {})))
        self.root = eventually(self._application, "the program on the accessibility bus", 60)
        self.window = self.root.find("frame", deadline=60)
        self._xid = None

    def _application(self):
        if self.process.poll() is not None:
            raise AssertionError("the program ended with %d" % self.process.returncode)
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child and child.get_process_id() == self.process.pid and child.get_child_count():
                return Thing(child)
        return None

    @property
    def xid(self):
        """The main window's number, looked up while nothing is popped up."""
        if self._xid is None:
            def search():
                done = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                      capture_output=True, text=True, check=False)
                return done.stdout.split()
            self._xid = eventually(search, "the X window")[0]
        return self._xid

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def write(self, text):
        """Type on the keyboard into whatever has the focus."""
        subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)

    def click(self, thing, button=1):
        """Click with the mouse in the middle of THING; rows of lists take nothing else."""
        x, y, width, height = thing.extents()
        left, top, _, _ = self.window.extents()
        subprocess.run(["xdotool", "mousemove", "--window", self.xid, str(x - left + width // 2),
                        str(y - top + height // 2), "click", str(button)], check=True)

    def picture(self, path):
        subprocess.run(["import", "-window", "root", path], check=True)

    def quit(self, deadline=60):
        """Close the window as a person would; returns the exit status, so that leak checkers count."""
        end = time.monotonic() + deadline
        while True:
            try:
                self.window.act("window.close", "close")
            except (GLib.Error, NotThere):
                pass
            try:
                return self.process.wait(2)
            except subprocess.TimeoutExpired:
                # A dialog that is just going away takes the first attempt to itself.
                if time.monotonic() > end:
                    raise

    def stop(self):
        """End the program if it still runs; for the way out of a failed scenario."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

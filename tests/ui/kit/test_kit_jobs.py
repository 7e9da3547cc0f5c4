"""Long work beside the window: progress, Cancel, and what happens when it fails."""

from __future__ import annotations

import threading
from typing import Any

from shopbook.errors import Cancelled, Message, Refused
from shopbook.progress import NoProgress, Progress
from ui.jobs import Jobs
from ui.main_window import MainWindow


def test_a_job_runs_beside_the_window_and_hands_over_its_result(qtbot: Any) -> None:
    jobs, results = Jobs(), []

    def work(progress: Progress) -> str:
        progress.step(1, 1, Message("Reading"))
        return threading.current_thread().name

    with qtbot.waitSignal(jobs.finished):
        jobs.run("Import", work, results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert results[0] != threading.main_thread().name
    assert not jobs.busy


def test_jobs_wait_for_one_another(qtbot: Any) -> None:
    jobs, order = Jobs(), []
    gate = threading.Event()
    jobs.run("first", lambda _p: gate.wait(5), lambda _r: order.append("first"))
    jobs.run("second", lambda _p: order.append("second works"), lambda _r: order.append("second"))
    assert order == []
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["first", "second works", "second"]


def test_cancel_stops_the_work_at_its_next_step(qtbot: Any) -> None:
    jobs, ends = Jobs(), []
    steps: list[int] = []

    def work(progress: Progress) -> None:
        for done in range(1_000_000):
            progress.step(done, 1_000_000)
            steps.append(done)
            if done == 10:
                jobs.cancel()

    jobs.run("Import", work, lambda _r: ends.append("done"), ends.append)
    qtbot.waitUntil(lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)
    assert len(steps) == 11


def test_a_refusal_becomes_a_strip_and_a_bug_is_told_apart(
    window: MainWindow, qtbot: Any, caplog: Any
) -> None:
    jobs, bugs = window.ctx.jobs, []
    jobs.crashed.connect(bugs.append)

    def refuse(_progress: Progress) -> None:
        raise Refused(Message("The shop is closed"), Message("Come tomorrow"))

    def crash(_progress: Progress) -> None:
        raise ZeroDivisionError

    jobs.run("a", refuse)
    jobs.run("b", crash)
    qtbot.waitUntil(lambda: bool(bugs))
    assert window.ctx.messages.last().text == "The shop is closed"
    assert window.ctx.messages.last().advice == "Come tomorrow"
    assert isinstance(bugs[0], ZeroDivisionError)


def test_long_work_shows_a_true_bar_and_its_cancel_button_works(window: MainWindow, qtbot: Any) -> None:
    jobs, ends = window.ctx.jobs, []
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.step(250, 1000, Message("Reading customers"))
        go_on.wait(5)
        progress.step(251, 1000)

    jobs.run("গ্রাহক আনা", work, None, ends.append)
    assert not window.progress.isVisible()
    qtbot.waitUntil(window.progress.isVisible, timeout=2000)
    assert (window.progress.title.text(), window.progress.bar.value()) == ("গ্রাহক আনা", 250)
    assert "২৫০" in window.progress.count.text()
    assert window.progress.cancel.hasFocus()
    window.progress.cancel.click()
    go_on.set()
    qtbot.waitUntil(lambda: bool(ends))
    assert isinstance(ends[0], Cancelled)
    assert not window.progress.isVisible()


def test_nobody_watching_never_cancels() -> None:
    NoProgress().step(1, 2, Message("x"))


def test_housekeeping_shows_no_bar_and_hands_over_its_result(window: MainWindow, qtbot: Any) -> None:
    jobs, told, results = window.ctx.jobs, [], []
    jobs.started.connect(told.append)
    gate = threading.Event()
    jobs.quietly("hourly", lambda _p: gate.wait(5), results.append)
    assert (jobs.busy, jobs.keeps_house) == (False, True)
    gate.set()
    qtbot.waitUntil(lambda: results == [True])
    assert told == []
    assert not jobs.keeps_house


def test_what_the_shopkeeper_asks_for_sends_housekeeping_away_and_it_is_begun_anew(qtbot: Any) -> None:
    jobs, order, begun = Jobs(), [], threading.Event()

    def sweep(progress: Progress) -> None:
        begun.set()
        for _turn in range(200):
            progress.step(0, 1)
            if "asked for" in order:
                return
            threading.Event().wait(0.01)

    jobs.quietly("sweep", sweep, lambda _r: order.append("swept"))
    assert begun.wait(5)
    jobs.run("asked for", lambda _p: order.append("asked for"))
    qtbot.waitUntil(lambda: "swept" in order)
    assert order == ["asked for", "swept"]


def test_housekeeping_that_fails_is_told_to_whoever_asked_and_to_nobody_else(qtbot: Any) -> None:
    jobs, failures, strips = Jobs(), [], []
    jobs.refused.connect(strips.append)

    def fail(_progress: Progress) -> None:
        raise Refused(Message("The pen drive is full."))

    jobs.quietly("copy", fail, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    jobs.quietly("copy", fail)
    qtbot.waitUntil(lambda: not jobs.keeps_house)
    assert (len(failures), strips) == (1, [])


def test_the_end_of_the_window_waits_for_housekeeping_and_does_not_begin_it_again(qtbot: Any) -> None:
    jobs, begun = Jobs(), []

    def work(progress: Progress) -> None:
        begun.append(1)
        while True:
            progress.step(0, 1)
            threading.Event().wait(0.005)

    jobs.quietly("check", work)
    qtbot.waitUntil(lambda: bool(begun))
    assert jobs.wait(5)
    qtbot.wait(50)
    assert begun == [1]
    assert not jobs.keeps_house

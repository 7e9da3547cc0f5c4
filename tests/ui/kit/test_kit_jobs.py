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

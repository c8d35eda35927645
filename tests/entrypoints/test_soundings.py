"""Questions asked side by side, none waited for too long."""

from threading import Event, Thread

from conseillers_entrypoints.observation.soundings import Soundings


def refusing() -> str:
    raise OSError("nobody there")


def test_what_answers_is_told_and_what_refuses_is_left_out() -> None:
    assert Soundings()({"one": lambda: "up", "other": refusing}) == {"one": "up"}


def test_what_hangs_is_not_waited_for_nor_asked_again_until_it_has_answered() -> None:
    ask, over = Soundings(patience=0.05), Event()
    asked: list[str] = []

    def hanging() -> str:
        asked.append("again")
        over.wait()
        return "late"

    assert ask({"slow": hanging, "quick": lambda: "up"}) == {"quick": "up"}
    assert ask({"slow": hanging}) == {}
    assert asked == ["again"]
    over.set()
    assert Soundings(patience=10)({"slow": hanging}) == {"slow": "late"}


def test_who_asks_meanwhile_gets_the_same_answer() -> None:
    ask, begun, over = Soundings(patience=10), Event(), Event()
    found: list[dict[str, str]] = []

    def slow() -> str:
        begun.set()
        over.wait()
        return "first"

    first = Thread(target=lambda: found.append(ask({"slow": slow})))
    first.start()
    begun.wait()
    second = Thread(target=lambda: found.append(ask({"slow": lambda: "second"})))
    second.start()
    while second.is_alive() and not over.is_set():
        over.set()
    first.join()
    second.join()
    assert found[0] == {"slow": "first"}
    assert len(found) == 2


def test_questions_are_asked_side_by_side() -> None:
    met = Event()

    def one() -> bool:
        return met.wait(5)

    def other() -> bool:
        met.set()
        return True

    assert Soundings()({"one": one, "other": other}) == {"one": True, "other": True}
